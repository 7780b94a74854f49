FROM alpine:3.24

RUN apk add --no-cache git
RUN apk add --no-cache jq

WORKDIR /usr/local/bin
COPY --chmod=755 inventory.sh ./inventory

CMD ["sh", "/usr/local/bin/inventory"]
