ARG ALPINE=3.24
from alpine:$ALPINE as list
run ["apk", "--no-cache", "add", "jq"]
copy ["stops.json", "/"]
run mkdir /out; jq -c . stops.json > /out/stops.json
run cp /etc/alpine-release /out/made-on
from alpine:$ALPINE
copy --from=0 /out /srv/stops
copy --chmod=755 stops.sh /usr/local/bin/stops
user nobody
cmd ["sh", "/usr/local/bin/stops"]
