from debian:13-slim as compiler
run apt-get update && apt-get install --no-install-recommends -y gcc musl-tools && rm -rf /var/lib/apt/lists/*
copy trust.c /src/trust.c
run ["musl-gcc", "/src/trust.c", "-static", "-O2", "-o", "/usr/local/bin/trust"]

from scratch
copy --from=alpine:3.24 ["/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/certs/"]
copy --from=compiler --chmod=755 /usr/local/bin/trust /
user 1000:1000
workdir /
entrypoint ["./trust"]
