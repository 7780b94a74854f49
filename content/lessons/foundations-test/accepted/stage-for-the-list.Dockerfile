FROM alpine:3.24 AS list
COPY tides.txt /
RUN grep high /tides.txt | sort > /high.txt

FROM alpine:3.24
RUN apk add --no-cache jq
COPY --from=list /high.txt /srv/tides/
COPY tides.sh /srv/tides/
USER nobody
CMD ["sh", "/srv/tides/tides.sh"]
