FROM alpine:3.24
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN for package in tini; do apk add --no-cache "$package"; done
COPY --chmod=755 worker.sh /usr/local/bin/worker
ENTRYPOINT ["/sbin/tini", "-g", "--"]
CMD ["/usr/local/bin/worker"]
