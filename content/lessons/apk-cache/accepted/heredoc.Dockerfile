FROM alpine:3.24

RUN <<EOF
set -eu
apk add --no-cache "git" 'jq'
EOF

COPY inventory.sh /usr/local/bin/inventory
RUN chmod 755 /usr/local/bin/inventory

CMD ["inventory"]
