FROM debian:13-slim AS packages
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tini \
    && mkdir -p /out/sbin \
    && cp /usr/bin/tini-static /out/sbin/tini

FROM alpine:3.24 AS script
WORKDIR /out/usr/local/bin
COPY worker.sh worker
RUN chmod 755 worker

FROM alpine:3.24
COPY --from=packages /out /
COPY --from=script /out /
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["worker"]
