FROM alpine:3.24
RUN apk add --no-cache git zstd
COPY --chmod=755 snapshot.sh /usr/local/bin/snapshot
USER nobody
CMD ["snapshot"]
