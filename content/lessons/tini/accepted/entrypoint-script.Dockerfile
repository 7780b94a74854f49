FROM debian:13-slim AS init
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*

FROM alpine:3.24
COPY --from=init /usr/bin/tini-static /sbin/tini
COPY --chmod=755 worker.sh /usr/local/bin/worker
COPY --chmod=755 <<'EOF' /entrypoint.sh
#!/bin/sh
set -e
: >> /var/log/worker.log
exec /sbin/tini -- "$@"
EOF
ENTRYPOINT ["/entrypoint.sh"]
CMD ["/usr/local/bin/worker"]
