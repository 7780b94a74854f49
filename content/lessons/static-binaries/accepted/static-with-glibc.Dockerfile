FROM debian:13-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
COPY trust.c /src/
RUN gcc -static -s -O2 -o /trust /src/trust.c

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /trust /trust
USER 10001
ENTRYPOINT ["/trust"]
