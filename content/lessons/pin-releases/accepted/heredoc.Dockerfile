FROM public.ecr.aws/docker/library/alpine:3.24 AS list
RUN apk add --no-cache jq
COPY stops.json /srv/
RUN <<EOF
set -eu
mkdir /out
jq -c . /srv/stops.json > /out/stops.json
cat /etc/alpine-release > /out/made-on
EOF

FROM alpine:3.24
COPY --link --from=list /out/ /srv/stops/
COPY --link --chmod=0755 stops.sh /usr/bin/stops
USER 65534:65534
CMD exec stops
