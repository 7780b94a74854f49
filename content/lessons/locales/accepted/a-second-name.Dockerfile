FROM debian:13-slim AS words
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
COPY de.po /src/
RUN msgfmt -o /src/de.mo /src/de.po

FROM docker.io/library/alpine:3.24
RUN --mount=type=bind,from=words,source=/src,target=/mnt \
    install -D -m 644 /mnt/de.mo /usr/share/i18n/locales/musl/de_DE.UTF-8 \
 && ln -s de_DE.UTF-8 /usr/share/i18n/locales/musl/de_AT.UTF-8
COPY --link --chmod=755 board.sh /usr/local/bin/board
ENV LANG=de_AT.UTF-8
ENV MUSL_LOCPATH=/usr/local/share/locale:/usr/share/i18n/locales/musl
USER nobody
CMD ["/bin/sh", "-c", "exec board"]
