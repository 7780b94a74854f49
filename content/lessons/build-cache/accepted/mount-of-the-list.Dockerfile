FROM alpine:3.24
WORKDIR /srv/board
RUN --mount=type=bind,source=packages.txt,target=/tmp/packages.txt \
    xargs apk add --no-cache < /tmp/packages.txt
COPY times.txt ./
RUN sort times.txt > table.txt
COPY board.sh ./
USER nobody
CMD ["sh", "board.sh"]
