FROM alpine:3.24

RUN --mount=type=tmpfs,target=/var/cache/apk apk add git jq

RUN --mount=type=bind,source=inventory.sh,target=/tmp/inventory.sh \
    install -m 755 /tmp/inventory.sh /usr/local/bin/inventory

CMD ["/usr/local/bin/inventory"]
