FROM python:3.14-alpine3.24 AS compile-image
RUN apk add --no-cache binutils make musl-dev
COPY requirements.txt /build/
RUN pip install --no-cache-dir --target /build/packages -r /build/requirements.txt

FROM python:3.14-alpine3.24
COPY --from=compile-image /build/packages /packages
COPY times.csv /srv/board/
ENV PYTHONPATH=/packages
USER nobody
CMD ["/packages/bin/tabulate", "--header", "--sep", ",", "/srv/board/times.csv"]
