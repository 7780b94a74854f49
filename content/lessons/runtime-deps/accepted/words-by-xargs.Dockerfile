FROM alpine:3.24
COPY Makefile shrink.s /src/
RUN set -eo pipefail; \
    apk add --no-cache --virtual .build-deps binutils make musl-dev zlib-dev zstd-dev; \
    make -C /src install; \
    scanelf --needed --nobanner --format '%n#p' --recursive /usr/local \
        | tr ',' '\n' | sort -u | awk '{ print "so:" $1 }' \
        | xargs -rt apk add --no-network --virtual .run-deps; \
    apk del .build-deps

USER nobody
ENTRYPOINT ["/usr/local/bin/shrink"]
CMD ["/etc/services"]
