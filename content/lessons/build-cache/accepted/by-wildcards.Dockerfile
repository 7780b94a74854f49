FROM alpine:3.24
COPY packages.t* /tmp/
RUN xargs apk add --no-cache < /tmp/packages.txt
WORKDIR /srv/board
COPY *s.txt ./
RUN sort < times.txt > table.txt && rm times.txt
COPY *.sh ./
USER 65534
CMD ["/bin/sh", "board.sh"]
