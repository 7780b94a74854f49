FROM python:3.14-alpine3.24 AS compile-image
RUN apk add --no-cache binutils make musl-dev
COPY requirements.txt /build/
RUN pip install --no-cache-dir --prefix=/install -r /build/requirements.txt

FROM python:3.14-alpine3.24
COPY --from=compile-image /install /usr/local
COPY times.csv /srv/board/
USER nobody
CMD ["tabulate", "--header", "--sep", ",", "/srv/board/times.csv"]
