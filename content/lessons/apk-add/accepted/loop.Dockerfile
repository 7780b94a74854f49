FROM alpine:3.24
RUN set -e; for tool in sgdisk dosfstools jq; do apk add --no-cache "$tool"; done
COPY --chmod=755 medium.sh /usr/local/bin/
USER 10001
CMD ["medium.sh"]
