FROM debian:13-slim AS build
RUN <<EOT
set -e
apt-get update -qq
apt-get install -qq --yes --no-install-recommends gcc musl-tools
rm -rf /var/lib/apt/lists/*
EOT
COPY nest.c .
RUN <<EOT
set -e
kib=1024
musl-gcc -O2 -g -Wl,-z,stack-size=$((kib * 1024)) -o nest nest.c
EOT

FROM alpine:3.24
COPY --from=build nest /usr/local/bin/
USER 65534:65534
ENTRYPOINT ["nest"]
CMD ["1500"]
