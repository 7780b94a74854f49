FROM debian:13-slim AS init
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*

FROM alpine:3.24
COPY --from=init /usr/bin/tini-static /sbin/tini
COPY --chmod=755 worker.sh /usr/local/bin/worker
RUN adduser -S -H worker && install -o worker /dev/null /var/log/worker.log
USER worker
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["/usr/local/bin/worker"]
