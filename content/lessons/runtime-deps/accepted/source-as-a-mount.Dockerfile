FROM alpine:3.24
RUN --mount=type=bind,target=/mnt \
    cp -r /mnt /tmp/src \
    && apk add --no-cache --virtual .build-deps binutils make musl-dev zlib-dev zstd-dev \
    && make -C /tmp/src install \
    && apk add --no-cache zstd-libs \
    && apk del .build-deps \
    && rm -rf /tmp/src

USER nobody
ENTRYPOINT ["/usr/local/bin/shrink"]
CMD ["/etc/services"]
