FROM alpine:3.24
COPY Makefile shrink.s /src/
RUN <<'EOF'
set -e
apk add --no-cache --virtual .build-deps binutils make musl-dev zlib-dev zstd-dev
make -C /src install
apk add --no-cache --virtual .run-deps $(scanelf --needed --nobanner --format='%n#F' --recursive /usr/local/bin | tr ',' '\n' | sed 's/^/so:/')
apk del .build-deps
EOF

USER nobody
ENTRYPOINT ["/usr/local/bin/shrink"]
CMD ["/etc/services"]
