FROM debian:13-slim AS build

RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends ca-certificates gcc musl-tools \
    && rm -rf /var/lib/apt/lists/*

COPY trust.c /src/
RUN musl-gcc -static -O2 -o /usr/local/bin/trust /src/trust.c

FROM scratch

COPY --from=build /etc/passwd /etc/group /etc/
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /usr/local/bin/trust /usr/local/bin/trust

USER nobody
ENTRYPOINT ["/usr/local/bin/trust"]
