FROM alpine:3.24

SHELL ["/bin/ash", "-eo", "pipefail", "-c"]

RUN for tool in git jq; do \
      apk add --no-cache "$tool" | tail -n 1; \
    done

COPY inventory.sh /inventory.sh
CMD ["/bin/sh", "/inventory.sh"]
