ARG PYTHON=3.14-slim-trixie
FROM python:${PYTHON}
RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt \
    pip install --no-cache-dir --requirement /tmp/requirements.txt
COPY --chmod=755 delay.py /usr/local/bin/delay
USER 10001:10001
ENTRYPOINT ["delay"]
