FROM alpine:3.24
RUN apk add --no-cache tzdata
COPY --chmod=755 clock.sh /usr/local/bin/clock
COPY --chmod=755 <<'EOF' /entrypoint.sh
#!/bin/sh
set -e
: "${TZ:=Europe/Berlin}"
export TZ
exec "$@"
EOF
ENTRYPOINT ["/entrypoint.sh"]
CMD ["/usr/local/bin/clock"]
