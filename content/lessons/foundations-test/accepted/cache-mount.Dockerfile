FROM alpine:3.22
WORKDIR /srv/tides
RUN --mount=type=cache,target=/var/cache/apk apk add jq
COPY tides.txt ./
RUN grep high < tides.txt | sort > high.txt && rm tides.txt
COPY tides.sh ./
USER nobody
CMD ["sh", "/srv/tides/tides.sh"]
