FROM alpine:3.24

RUN set -eu; \
    tidy() { cd /var/cache/apk && rm -f -- *; }; \
    apk update --quiet; \
    apk add 'git>2.30' 'jq~1'; \
    tidy; \
    git --version; jq --version

ADD --chmod=755 ["inventory.sh", "/usr/local/bin/inventory"]

CMD ["/usr/local/bin/inventory"]
