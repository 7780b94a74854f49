FROM alpine:3.24

RUN set -eux; \
    apk add --no-cache \
      dumb-init \
    ;

COPY --chmod=755 worker.sh /usr/local/bin/worker

ENTRYPOINT ["/usr/bin/dumb-init", "--"]
CMD ["/usr/local/bin/worker"]
