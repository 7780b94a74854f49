FROM python:3.14-alpine3.24 AS compile-image
RUN apk add --no-cache binutils make musl-dev
WORKDIR /build
RUN python -m venv venv
COPY requirements.txt ./
RUN venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.14-alpine3.24
COPY --from=compile-image /build/venv /app/venv
COPY times.csv /srv/board/
USER nobody
CMD ["/app/venv/bin/python", "/app/venv/bin/tabulate", "--header", "--sep", ",", "/srv/board/times.csv"]
