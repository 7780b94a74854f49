FROM alpine:3.24
WORKDIR /srv/board
COPY packages.txt .
RUN xargs apk add --no-cache < packages.txt
COPY times.txt .
RUN sort times.txt > table.txt
COPY . .
USER nobody
CMD ["sh", "board.sh"]
