FROM debian:13-slim AS build
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    apt-get update && apt-get install -y --no-install-recommends gcc musl-tools
RUN --mount=type=bind,source=hostcard.c,target=/src/hostcard.c \
    mkdir /out && musl-gcc -O2 -o /out/hostcard /src/hostcard.c

FROM alpine:3.24
RUN --mount=type=bind,from=build,source=/out,target=/mnt install -m 755 /mnt/hostcard /usr/local/bin/
CMD ["hostcard"]
