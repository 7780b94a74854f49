FROM alpine:3.24
RUN --mount=type=cache,target=/var/cache/apk apk add --update-cache sgdisk dosfstools jq
COPY --chmod=755 medium.sh /usr/local/bin/
USER 10001
CMD ["medium.sh"]
