FROM alpine:3.24

RUN --mount=type=cache,id=apk,target=/etc/apk/cache \
    apk add git \
            jq

COPY --link --chmod=755 inventory.sh /usr/local/bin/inventory

CMD ["/bin/sh", "-c", "exec /usr/local/bin/inventory"]
