FROM alpine:3.19
RUN --mount=type=tmpfs,target=/var/cache/apk apk add cmd:git cmd:zstd
RUN --mount=type=bind,source=snapshot.sh,target=/mnt/snapshot.sh install -m 755 /mnt/snapshot.sh /usr/local/bin/snapshot
USER nobody
CMD ["snapshot"]
