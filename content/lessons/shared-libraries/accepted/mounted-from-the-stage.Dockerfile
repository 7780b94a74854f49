FROM docker.io/library/alpine:3.24 AS tools
RUN apk add --no-cache zstd

FROM docker.io/library/alpine:3.24
WORKDIR /srv
RUN --mount=type=bind,from=tools,source=/usr,target=/mnt \
    install -m 755 /mnt/bin/pzstd /usr/local/bin/ \
 && apk add --no-cache zstd-libs libstdc++
COPY --chmod=0755 pack.sh ./
USER nobody
CMD ["./pack.sh", "/etc/services"]
