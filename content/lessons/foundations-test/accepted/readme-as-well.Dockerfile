FROM alpine:3.24
WORKDIR /srv/tides
RUN apk add --no-cache jq
COPY tides.txt .
RUN grep high tides.txt | sort > high.txt
COPY tides.sh README.md ./
USER nobody
CMD ["sh", "tides.sh"]
