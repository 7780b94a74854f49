FROM alpine:3.24

RUN set -eux; \
    apk update; \
    # sorted, one on a line
    apk add \
      git \
      jq \
    ; \
    rm -rf /var/cache/apk/*

COPY --chmod=755 inventory.sh /usr/local/bin/inventory

CMD exec /usr/local/bin/inventory
