FROM alpine:3.24
ARG TOOLS="sgdisk dosfstools jq"
RUN apk add --no-cache $TOOLS
COPY --chmod=755 medium.sh /usr/local/bin/
USER 10001
CMD ["medium.sh"]
