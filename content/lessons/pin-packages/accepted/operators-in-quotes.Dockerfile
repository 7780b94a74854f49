FROM alpine:3.19
RUN apk add --no-cache 'git>=2.43' "zstd<2"
COPY --chmod=755 snapshot.sh /usr/local/bin/snapshot
USER nobody
CMD ["/usr/local/bin/snapshot"]
