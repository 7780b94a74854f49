FROM alpine:3.23 AS list
RUN apk add --no-cache jq
COPY stops.json /
RUN install -d /out \
    && jq -c . stops.json > /out/stops.json \
    && install -m 644 /etc/alpine-release /out/made-on

FROM alpine:latest AS try
RUN apk info -v

FROM alpine:3.24
COPY --from=list /out/ /srv/stops/
COPY --chmod=755 stops.sh /usr/local/bin/stops
RUN adduser -S -D -H -u 10001 passenger
USER 10001
CMD ["/usr/local/bin/stops"]
