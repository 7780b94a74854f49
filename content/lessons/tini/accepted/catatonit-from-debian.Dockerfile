FROM debian:13-slim AS init
RUN <<EOF
set -e
apt-get update -q
apt-get install -qy --no-install-recommends catatonit
EOF

FROM alpine:3.24
COPY --link --from=init /usr/bin/catatonit /usr/local/bin/
COPY --link --chmod=0755 worker.sh /usr/local/bin/worker
ENTRYPOINT ["catatonit", "--"]
CMD ["worker"]
