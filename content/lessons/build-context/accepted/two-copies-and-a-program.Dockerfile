FROM alpine:3.24
COPY feeds /srv/board/feeds/
COPY --chmod=755 board.sh /usr/local/bin/board
USER 65534:65534
ENTRYPOINT ["board"]
CMD ["north"]
