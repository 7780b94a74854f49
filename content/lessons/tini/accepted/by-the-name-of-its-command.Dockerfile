FROM alpine:3.24
RUN apk add --no-cache cmd:tini
COPY --chmod=755 worker.sh /usr/local/bin/worker
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["/usr/local/bin/worker"]
