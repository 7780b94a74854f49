FROM debian:13-slim AS init
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*

FROM public.ecr.aws/docker/library/alpine:3.24
COPY --from=init /usr/bin/tini-static /sbin/tini
WORKDIR /opt/worker
COPY --chmod=555 worker.sh .
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["./worker.sh"]
