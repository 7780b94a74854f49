FROM alpine:3.24

RUN apk add --no-cache zstd-libs

COPY --chown=nobody:nobody Makefile zratio.s /src/
RUN set -eu; \
    cleanup() { apk del .build-deps; }; \
    trap cleanup EXIT; \
    apk add --no-cache --virtual .build-deps binutils make musl-dev zstd-dev; \
    make -C /src install

ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
