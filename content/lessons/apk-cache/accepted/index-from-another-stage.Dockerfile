FROM alpine:3.24 AS index
RUN apk update

FROM alpine:3.24
RUN --mount=type=bind,from=index,source=/var/cache/apk,target=/var/cache/apk \
    apk add git jq
COPY --chmod=755 inventory.sh /usr/local/bin/inventory
CMD ["/usr/local/bin/inventory"]
