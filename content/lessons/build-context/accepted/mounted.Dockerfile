FROM alpine:3.24
WORKDIR /srv/board
RUN --mount=type=bind,target=/context cp -r /context/board.sh /context/feeds ./
USER nobody
CMD ["sh", "board.sh", "north"]
