FROM alpine:3.24 AS base

FROM base AS list
RUN apk add --no-cache jq
WORKDIR /out
RUN --mount=type=bind,source=stops.json,target=/mnt/stops.json \
    jq -c . /mnt/stops.json > stops.json
RUN cp /etc/alpine-release made-on

FROM base
COPY --from=list /out/stops.json /out/made-on /srv/stops/
COPY --chmod=755 stops.sh /usr/local/bin/stops
USER nobody
CMD ["stops"]
