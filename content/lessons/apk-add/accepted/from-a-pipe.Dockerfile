FROM alpine:3.24
RUN echo sgdisk dosfstools jq | xargs apk add --no-cache
COPY --chmod=755 medium.sh /usr/local/bin/
USER 10001
CMD ["medium.sh"]
