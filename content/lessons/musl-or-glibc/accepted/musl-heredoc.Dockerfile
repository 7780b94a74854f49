FROM debian:13-slim AS tools
RUN <<EOF
set -e
apt-get update
apt-get install -y --no-install-recommends gcc musl-tools
rm -rf /var/lib/apt/lists/*
EOF

FROM tools AS build
COPY hostcard.c /src/
RUN set -eux; \
    mkdir -p /usr/local/bin; \
    musl-gcc -static -O2 -o "/usr/local/bin/hostcard" /src/hostcard.c

FROM alpine:3.24
COPY --from=build /usr/local/bin/hostcard /usr/local/bin/hostcard
CMD exec /usr/local/bin/hostcard
