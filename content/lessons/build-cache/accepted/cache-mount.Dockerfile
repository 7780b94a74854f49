FROM alpine:3.24
WORKDIR /srv/board
COPY packages.txt ./
RUN --mount=type=cache,target=/var/cache/apk \
    xargs apk add --update-cache < packages.txt
COPY times.txt ./
RUN sort times.txt > table.txt
COPY board.sh ./
USER nobody
CMD ["sh", "board.sh"]
