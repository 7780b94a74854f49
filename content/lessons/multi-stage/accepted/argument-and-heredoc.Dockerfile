ARG RELEASE=3.24

FROM alpine:${RELEASE} AS build
RUN <<EOF
set -eu
apk add --no-cache binutils make musl-dev zstd-dev
EOF
COPY Makefile zratio.s /src/
RUN cd /src && make install

FROM alpine:${RELEASE}
RUN apk add --no-cache "zstd-libs"
COPY --link --from=build --chmod=755 /usr/local/bin/zratio /usr/local/bin/zratio
ENTRYPOINT exec /usr/local/bin/zratio /etc/services
