FROM alpine:3.24.2@sha256:31b6477333eb8257db9e5d7c3a7264fd0467928756f0bbcc27d35bea5d28cdbd AS list
RUN apk add --no-cache jq
COPY stops.json /
RUN mkdir /out \
    && jq -c . stops.json > /out/stops.json \
    && cp /etc/alpine-release /out/made-on

FROM alpine:3.24.2@sha256:31b6477333eb8257db9e5d7c3a7264fd0467928756f0bbcc27d35bea5d28cdbd
COPY --from=list /out/ /srv/stops/
COPY --chmod=755 stops.sh /usr/local/bin/stops
USER nobody
CMD ["stops"]
