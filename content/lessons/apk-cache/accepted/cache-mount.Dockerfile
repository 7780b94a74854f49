FROM alpine:3.24

RUN --mount=type=cache,sharing=locked,target=/var/cache/apk \
    ln -s /var/cache/apk /etc/apk/cache && apk add git jq && rm /etc/apk/cache

COPY --chmod=755 inventory.sh /usr/local/bin/inventory

CMD ["/usr/local/bin/inventory"]
