FROM alpine:3.24 AS tools

RUN command -v git >/dev/null || apk add --no-cache git
RUN if ! which jq; then apk add --no-cache jq; fi

FROM tools AS script
COPY inventory.sh /build/inventory
RUN chmod 0755 /build/inventory

FROM tools
COPY --from=script /build/ /usr/local/bin/
ENTRYPOINT ["/usr/bin/env", "inventory"]
