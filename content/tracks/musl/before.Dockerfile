FROM alpine:3.24

RUN apk add --no-cache ca-certificates-bundle jq
RUN adduser -S -D -H -u 10001 digest

COPY --chmod=755 digest.sh /usr/local/bin/digest
COPY feeds.conf /etc/digest/

USER digest
CMD ["digest"]
