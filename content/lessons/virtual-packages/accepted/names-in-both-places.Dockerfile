FROM alpine:3.24

RUN apk add --no-cache zstd-libs

RUN --mount=type=bind,target=/context \
    apk add --no-cache binutils make musl-dev zstd-dev \
    && cp -r /context /src \
    && make -C /src install \
    && rm -r /src \
    && apk del binutils make musl-dev zstd-dev

ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
