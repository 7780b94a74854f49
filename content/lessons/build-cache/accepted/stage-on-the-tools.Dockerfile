FROM alpine:3.24 AS tools
COPY packages.txt /tmp/
RUN xargs apk add --no-cache < /tmp/packages.txt

FROM tools
WORKDIR /srv/board
COPY times.txt ./
RUN sort times.txt > table.txt
COPY board.sh ./
USER nobody
CMD ["sh", "board.sh"]
