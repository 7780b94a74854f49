FROM debian:13-slim AS init
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*

FROM alpine:3.24
COPY --from=init /usr/bin/tini-static /sbin/tini
COPY worker.sh /usr/local/bin/worker
RUN chmod +x /usr/local/bin/worker
CMD ["/sbin/tini", "-v", "--", "/usr/local/bin/worker"]
