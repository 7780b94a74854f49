FROM debian:13-slim AS build
RUN <<EOS
set -e
apt-get update
apt-get install -y --no-install-recommends ca-certificates gcc musl-tools
rm -rf /var/lib/apt/lists/*
EOS
COPY trust.c /src/
RUN musl-gcc -static -Os -o /src/trust /src/trust.c

FROM scratch
COPY <<EOS /etc/passwd
trust:x:10001:10001:trust:/:/sbin/nologin
EOS
COPY --link --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --link --from=build /src/trust /usr/bin/
USER trust
ENTRYPOINT ["trust"]
