FROM debian:13-slim AS init
RUN apt-get update -qq && apt-get install -qq --yes tini

FROM alpine:3.24
COPY --from=init /usr/bin/tini-static /sbin/tini
COPY --chmod=755 worker.sh /usr/local/bin/worker
COPY --chmod=755 <<"EOF" /usr/local/bin/start
#!/sbin/tini /bin/sh
exec worker "$@"
EOF
ENTRYPOINT ["/usr/local/bin/start"]
