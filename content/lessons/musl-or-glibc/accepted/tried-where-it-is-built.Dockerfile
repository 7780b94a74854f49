FROM debian:13-slim AS build
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc musl-tools \
    && rm -rf /var/lib/apt/lists/*
COPY hostcard.c /src/
RUN <<EOF
set -e
musl-gcc -O2 -o /usr/local/bin/hostcard /src/hostcard.c
/usr/local/bin/hostcard
rm -rf /src
EOF

FROM alpine:3.24
COPY --from=build /usr/local/bin/hostcard /usr/local/bin/hostcard
CMD ["/usr/local/bin/hostcard"]
