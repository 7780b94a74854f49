FROM alpine:3.24

RUN <<PACKAGES xargs apk add --no-cache
git
jq
PACKAGES

COPY --chmod=755 inventory.sh /usr/local/bin/inventory
COPY --chmod=755 <<'EOF' /entrypoint.sh
#!/bin/sh
set -e
exec "$@"
EOF

ENTRYPOINT ["/entrypoint.sh"]
CMD ["inventory"]
