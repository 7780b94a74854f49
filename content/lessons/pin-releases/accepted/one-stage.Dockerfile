FROM docker.io/library/alpine:3.24
COPY stops.json /
RUN apk add --no-cache --virtual .list jq \
    && mkdir /srv/stops \
    && jq -c . stops.json > /srv/stops/stops.json \
    && cp /etc/alpine-release /srv/stops/made-on \
    && apk del .list
COPY --chmod=755 stops.sh /usr/local/bin/stops
USER nobody
ENTRYPOINT ["stops"]
