FROM alpine:3.24 AS compile-image
RUN apk add --no-cache python3 binutils make musl-dev
RUN python3 -m venv /opt/venv
COPY requirements.txt /build/
RUN /opt/venv/bin/pip install --no-cache-dir -r /build/requirements.txt

FROM alpine:3.24 AS runtime-image
RUN apk add --no-cache python3
COPY --from=compile-image /opt/venv /opt/venv
COPY times.csv /srv/board/
USER nobody
CMD ["/opt/venv/bin/tabulate", "--header", "--sep", ",", "/srv/board/times.csv"]
