FROM alpine:3.22 AS list
RUN apk add --no-cache jq
COPY stops.json /
RUN mkdir /out \
    && jq -c . stops.json > /out/stops.json \
    && cp /etc/alpine-release /out/made-on

FROM alpine:3.23
COPY --from=list /out/ /srv/stops/
COPY --chmod=755 stops.sh /usr/local/bin/stops
USER nobody
CMD ["stops"]
