ARG ALPINE=3.24
FROM alpine:$ALPINE AS base
FROM base AS tools
RUN apk add --no-cache zstd

FROM base
RUN <<EOF
set -eu
for library in zstd-libs libgcc libstdc++; do
  apk add --no-cache "$library"
done
EOF
COPY --link --from=tools --chmod=755 /usr/bin/pzstd /usr/bin/pzstd
COPY --chmod=755 pack.sh /usr/bin/pack
USER nobody
CMD exec pack
