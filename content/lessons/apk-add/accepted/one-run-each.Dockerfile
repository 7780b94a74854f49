FROM alpine:3.24
RUN apk add --no-cache sgdisk
RUN apk add --no-cache dosfstools
RUN apk add --no-cache jq
COPY --chmod=755 medium.sh /usr/local/bin/
USER 10001
CMD ["medium.sh"]
