FROM alpine:3.24
RUN apk add --no-cache so:libz.so.1 so:libzstd.so.1
WORKDIR /src
COPY Makefile shrink.s ./
RUN set -eux; \
    apk add --no-cache -t .build binutils make musl-dev zlib-dev zstd-dev; \
    make install; \
    apk del .build
WORKDIR /
USER nobody
ENTRYPOINT ["/usr/local/bin/shrink"]
CMD ["/etc/services"]
