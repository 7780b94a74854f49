FROM alpine:3.24
WORKDIR /srv/tides
RUN apk add --no-cache 'jq~1' 
COPY tides.txt ./
RUN sort tides.txt | grep high | tee high.txt
COPY tides.sh ./
USER nobody
CMD ["sh", "tides.sh"]
