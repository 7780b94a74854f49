FROM debian:13-slim AS build
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc musl-tools \
    && rm -rf /var/lib/apt/lists/*
COPY hostcard.c /src/
RUN musl-gcc -O2 -o /usr/local/bin/hostcard /src/hostcard.c

FROM alpine:3.24
COPY --from=build /usr/local/bin/hostcard /usr/local/bin/hostcard
COPY --chmod=755 <<'EOF' /docker-entrypoint.sh
#!/bin/sh
set -e
if [ "$#" -eq 0 ]; then set -- hostcard; fi
exec "$@"
EOF
ENTRYPOINT ["/docker-entrypoint.sh"]
