FROM python:3.14-alpine3.24 AS compile-image
RUN apk add --no-cache binutils make musl-dev
ENV PATH=/opt/venv/bin:$PATH
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/
RUN pip install --no-cache-dir -r /tmp/requirements.txt

FROM python:3.14-alpine3.24
ENV PATH=/opt/venv/bin:$PATH
COPY --from=compile-image /opt/venv/ /opt/venv/
COPY times.csv /srv/board/
USER 10001:10001
CMD ["tabulate", "--header", "--sep", ",", "/srv/board/times.csv"]
