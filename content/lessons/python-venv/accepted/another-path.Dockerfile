FROM python:3.14-alpine3.24 AS compile-image
# For packages that come as source.
RUN apk add --no-cache binutils make musl-dev
RUN python -m venv /app/venv
WORKDIR /app
COPY requirements.txt ./
RUN /app/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.14-alpine3.24 AS runtime-image
COPY --from=compile-image /app/venv /app/venv
COPY times.csv /srv/board/
USER nobody
CMD ["/app/venv/bin/tabulate", "--header", "--sep", ",", "/srv/board/times.csv"]
