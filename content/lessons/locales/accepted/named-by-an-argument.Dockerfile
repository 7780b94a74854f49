ARG LOCALE=de_DE.UTF-8
FROM debian:13-slim AS words
ARG LOCALE
RUN <<EOF
set -e
apt-get update
apt-get install -y --no-install-recommends gettext
rm -rf /var/lib/apt/lists/* /var/cache/apt/*
EOF
COPY de.po /src/de.po
RUN mkdir /out && msgfmt --output-file="/out/$LOCALE" /src/de.po

FROM alpine:3.24
ARG LOCALE
COPY --from=words /out/ /usr/share/i18n/locales/musl/
COPY --chmod=755 board.sh /usr/local/bin/board
ENV LANG=$LOCALE MUSL_LOCPATH=/usr/share/i18n/locales/musl
USER nobody
CMD board
