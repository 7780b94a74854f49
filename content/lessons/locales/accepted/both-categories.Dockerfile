FROM debian:13-slim AS words
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
COPY de.po /src/
RUN msgfmt -o /src/de.mo /src/de.po

FROM alpine:3.24
COPY --from=words --chmod=644 /src/de.mo /usr/share/i18n/locales/musl/de_DE.UTF-8
COPY board.sh /usr/local/bin/board
RUN chmod 755 /usr/local/bin/board
ENV LC_TIME=de_DE.UTF-8 \
    LC_MESSAGES=de_DE.UTF-8 \
    MUSL_LOCPATH=/usr/share/i18n/locales/musl
USER nobody
CMD ["sh", "/usr/local/bin/board"]
