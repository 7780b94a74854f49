FROM alpine:3.24

RUN apk add --no-cache catatonit

COPY --chmod=755 worker.sh /usr/local/bin/worker

ENTRYPOINT ["catatonit", "--"]
CMD ["/usr/local/bin/worker"]
