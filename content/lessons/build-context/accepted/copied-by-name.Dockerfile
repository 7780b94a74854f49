FROM alpine:3.24
WORKDIR /srv/board
COPY board.sh ./
COPY feeds/north/about.md feeds/north/times.txt feeds/north/
COPY feeds/south/about.md feeds/south/times.txt feeds/south/
USER nobody
CMD ["sh", "board.sh", "north"]
