FROM alpine:3.24 AS build
RUN --mount=type=cache,target=/etc/apk/cache apk add binutils make musl-dev zstd-dev
RUN --mount=type=bind,source=Makefile,target=/src/Makefile \
    --mount=type=bind,source=zratio.s,target=/src/zratio.s \
    cd /src && make prefix=/opt install

FROM alpine:3.24
RUN --mount=type=bind,from=build,source=/opt/bin,target=/mnt \
    apk add --no-cache zstd-libs && \
    cp /mnt/zratio /usr/local/bin/
CMD ["zratio", "/etc/services"]
