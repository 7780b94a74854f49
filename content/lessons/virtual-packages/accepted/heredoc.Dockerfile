FROM alpine:3.24

RUN apk add --no-cache zstd-libs

COPY Makefile zratio.s /src/
RUN <<EOF
set -e
apk add --no-cache --virtual .build-deps binutils make musl-dev zstd-dev
make -C /src install
apk del .build-deps
rm /src/zratio /src/zratio.o
EOF

ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
