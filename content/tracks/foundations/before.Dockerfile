FROM alpine:3.24

RUN apk add --no-cache jq

WORKDIR /srv/tides
COPY tides.txt ./
RUN grep high tides.txt | sort > high.txt

COPY tides.sh ./

USER nobody
CMD ["sh", "tides.sh"]
