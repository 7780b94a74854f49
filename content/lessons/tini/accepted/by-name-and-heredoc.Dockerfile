FROM alpine:3.24

RUN <<EOF
set -e
apk add --no-cache "tini"
EOF

COPY worker.sh /usr/local/bin/worker
RUN chmod 755 /usr/local/bin/worker

ENTRYPOINT ["tini", "--"]
CMD ["sh", "/usr/local/bin/worker"]
