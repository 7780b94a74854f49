FROM alpine:3.24

RUN apk add --update-cache git jq && rm -f /var/cache/apk/APKINDEX.[0-9a-f]*.tar.gz

COPY --chmod=755 inventory.sh /usr/local/bin/inventory

ENTRYPOINT ["/usr/local/bin/inventory"]
