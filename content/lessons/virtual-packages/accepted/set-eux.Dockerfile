FROM alpine:3.24

COPY Makefile zratio.s /src/

RUN set -eux; \
    apk add --no-cache --virtual=.build-deps \
        binutils \
        make \
        musl-dev \
        zstd-dev \
    ; \
    make --directory=/src install; \
    # the library that zratio loads
    apk add --no-cache 'zstd-libs'; \
    apk del --no-network .build-deps

ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
