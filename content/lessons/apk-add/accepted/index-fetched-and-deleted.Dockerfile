FROM alpine:3.24
RUN apk update && apk add dosfstools jq sgdisk && rm -rf /var/cache/apk/*
COPY --chmod=755 medium.sh /usr/local/bin/
USER 10001
CMD ["medium.sh"]
