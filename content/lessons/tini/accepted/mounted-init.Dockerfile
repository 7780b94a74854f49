ARG RELEASE=3.24
FROM debian:13-slim AS init
RUN apt-get update && apt-get install -y --no-install-recommends tini

FROM alpine:${RELEASE}
RUN --mount=type=bind,from=init,source=/usr/bin,target=/mnt \
    --mount=type=bind,source=worker.sh,target=/tmp/worker.sh \
    install -m 755 /mnt/tini-static /sbin/tini \
    && install -m 755 /tmp/worker.sh /usr/local/bin/worker
ENTRYPOINT ["tini", "--", "worker"]
