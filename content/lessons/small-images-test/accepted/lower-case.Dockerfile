arg release=3.24
from debian:13-slim as build
run apt-get update && apt-get install -y gcc make musl-tools
workdir /src
add . ./
run make install prefix=/usr/local
run musl-gcc -static stamp.c -o /usr/local/bin/stamp

from alpine:${release}
run apk --no-cache add jq
copy --from=build /usr/local/share/prices.json /usr/local/share/
copy --from=build /usr/local/bin/stamp /usr/local/bin/
copy prices.sh /opt/prices
run chmod 555 /opt/prices && adduser -S -D -H -u 10001 prices
user prices
cmd exec /opt/prices
