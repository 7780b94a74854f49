FROM alpine:3.24
COPY Makefile shrink.s /src/
RUN set -eux; \
    apk add --no-cache --virtual .build-deps binutils make musl-dev zlib-dev zstd-dev; \
    make -C /src install; \
    find /usr/local -type f -exec scanelf --needed --nobanner --format '%n#p' '{}' ';' \
        | tr ',' '\n' | sort -u | awk '{ print "so:" $1 }' \
        | xargs apk add --no-cache --virtual .run-deps; \
    apk del .build-deps

USER nobody
ENTRYPOINT ["/usr/local/bin/shrink"]
CMD ["/etc/services"]
