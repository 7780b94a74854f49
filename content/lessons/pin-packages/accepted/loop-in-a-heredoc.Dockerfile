FROM alpine:3.19
RUN <<EOF
set -eu
for tool in git~2 zstd~1; do
  apk add --no-cache "$tool"
done
EOF
COPY --link --chmod=0755 snapshot.sh /usr/bin/snapshot
USER nobody
CMD exec snapshot
