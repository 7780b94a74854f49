FROM alpine:3.24 AS build

RUN apk add --no-cache gcc musl-dev

COPY trust.c /src/
RUN gcc -static -O2 -o /usr/local/bin/trust /src/trust.c

FROM scratch

COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /usr/local/bin/trust /usr/local/bin/trust

USER 65534:65534
ENTRYPOINT ["/usr/local/bin/trust"]
