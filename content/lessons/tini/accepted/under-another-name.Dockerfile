FROM debian:13-slim AS init
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*

FROM alpine:3.24
COPY --from=init /usr/bin/tini-static /init
COPY --chmod=755 worker.sh /usr/local/bin/worker
ENTRYPOINT ["/init", "--"]
CMD ["/usr/local/bin/worker"]
