from debian:13-slim as compiler
run apt-get update && apt-get install --no-install-recommends -y gcc libc6-dev && rm -rf /var/lib/apt/lists/*
copy hostcard.c /src/hostcard.c
run ["gcc", "/src/hostcard.c", "-static", "-O2", "-o", "/usr/local/bin/hostcard"]

from alpine:3.24
copy --from=compiler --chmod=755 /usr/local/bin/hostcard /usr/local/bin/
entrypoint ["hostcard"]
