FROM alpine:3.24

SHELL ["/bin/ash", "-euxo", "pipefail", "-c"]

COPY Makefile zratio.s /tmp/zratio/
COPY --chmod=755 <<'EOF' /usr/local/bin/docker-entrypoint
#!/bin/sh
set -e
if [ "$#" -eq 0 ]; then
  set -- /etc/services
fi
exec zratio "$@"
EOF

RUN apk add --no-cache zstd-libs; \
    apk add --no-cache --virtual .build-deps binutils make musl-dev zstd-dev; \
    make -C /tmp/zratio install 2>&1 | tee /tmp/build.log; \
    apk del .build-deps; \
    rm -rf /tmp/*

ENTRYPOINT ["docker-entrypoint"]
