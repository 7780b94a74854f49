FROM alpine:latest

RUN apk update
RUN apk add jq=1.8.1-r0

WORKDIR /srv/tides
COPY month.tar.gz ./
RUN tar -xzf month.tar.gz && rm month.tar.gz
RUN grep high month/*.txt | sort > high.txt

COPY tides.sh ./

USER nobody
CMD ["sh", "tides.sh"]
