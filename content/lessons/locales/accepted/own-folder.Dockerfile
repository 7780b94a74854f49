FROM debian:13-slim AS words
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
COPY de.po /src/
RUN msgfmt -o /src/de.mo /src/de.po

FROM alpine:3.24
WORKDIR /opt/board
COPY --from=words /src/de.mo locale/de_DE.UTF-8
COPY --chmod=755 board.sh ./
ENV MUSL_LOCPATH=/opt/board/locale LANG=de_DE.UTF-8
USER nobody
CMD ["./board.sh"]
