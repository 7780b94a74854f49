FROM alpine:3.24
WORKDIR /srv/board
RUN --mount=type=bind,source=packages.txt,target=/mnt/packages.txt xargs apk add --no-cache < /mnt/packages.txt
RUN --mount=type=bind,source=times.txt,target=/mnt/times.txt sort /mnt/times.txt > table.txt
COPY board.sh ./
USER nobody
CMD ["sh", "board.sh"]
