FROM alpine:3.24 AS build
RUN <<EOF
set -eux
apk add --no-cache cmd:as cmd:make musl-dev pc:libzstd
EOF
COPY Makefile zratio.s /src/
RUN <<EOF
set -eux
cd /src
make zratio
EOF

FROM scratch AS artifact
COPY --from=build /src/zratio /

FROM alpine:3.24
RUN apk add --no-cache so:libzstd.so.1
COPY --link --from=artifact / /usr/local/bin/
ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
