arg release=3.24
from alpine:${release} as build
arg tools="binutils jq make musl-dev zlib-dev zstd-dev"
run apk --no-cache add $tools
workdir /src
add . ./
run make install
run make list

from alpine:${release}
run apk --no-cache add jq zstd-libs
copy --from=build /usr/local/share/prices.json /usr/local/share/
copy --from=build /usr/local/bin/shrink /usr/local/bin/
copy prices.sh /opt/prices
run chmod 555 /opt/prices && adduser -S -D -H -u 10001 prices
user prices
cmd exec /opt/prices
