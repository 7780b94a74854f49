FROM alpine:3.24
RUN <<EOF
set -eu
apk add --no-cache jq
apk add --no-cache sgdisk dosfstools
EOF
COPY --chmod=755 medium.sh /usr/local/bin/
USER 10001
CMD ["medium.sh"]
