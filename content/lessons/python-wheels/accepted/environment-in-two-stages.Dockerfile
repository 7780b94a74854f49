FROM python:3.14-slim-trixie AS build
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/
RUN /opt/venv/bin/pip install --no-cache-dir -r /tmp/requirements.txt

FROM python:3.14-slim-trixie
COPY --from=build /opt/venv /opt/venv
COPY delay.py /srv/board/
USER nobody
CMD ["/opt/venv/bin/python", "/srv/board/delay.py"]
