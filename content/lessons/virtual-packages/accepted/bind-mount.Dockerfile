FROM docker.io/library/alpine:3.24

RUN --mount=type=bind,source=.,target=/src,rw \
    --mount=type=cache,target=/etc/apk/cache \
    apk add zstd-libs && \
    apk add --virtual .build binutils make musl-dev zstd-dev && \
    make -C /src install && \
    apk del .build

ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
