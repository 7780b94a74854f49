FROM alpine:3.24
RUN <<EOF
set -eu
apk add --no-cache jq
EOF
WORKDIR /srv/board
COPY times.txt ./
RUN <<EOF
set -eu
sort times.txt > table.txt
EOF
COPY --chmod=755 board.sh /usr/local/bin/
USER 10001
ENTRYPOINT ["board.sh"]
