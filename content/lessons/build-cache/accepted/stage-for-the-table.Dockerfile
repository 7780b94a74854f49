FROM alpine:3.24 AS table
COPY times.txt /
RUN sort /times.txt > /table.txt

FROM alpine:3.24
RUN apk add --no-cache jq
COPY --from=table /table.txt /srv/board/
COPY --chmod=755 board.sh /usr/local/bin/board
USER nobody
CMD ["board"]
