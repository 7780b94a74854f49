FROM debian:13-slim AS build
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
COPY hostcard.c /src/
RUN gcc -O2 -static-pie -o /usr/local/bin/hostcard /src/hostcard.c

FROM alpine:3.24
COPY --link --from=build --chmod=755 /usr/local/bin/hostcard /hostcard
ENTRYPOINT ["/hostcard"]
