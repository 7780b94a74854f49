FROM alpine:3.24
RUN printf "%s\\n" sgdisk dosfstools jq >> /etc/apk/world && apk add --no-cache
COPY --chmod=755 medium.sh /usr/local/bin/
USER 10001
CMD ["medium.sh"]
