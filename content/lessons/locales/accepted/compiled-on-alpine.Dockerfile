FROM alpine:3.24 AS words
RUN apk add --no-cache gettext
COPY de.po /
RUN msgfmt /de.po -o /de.mo

FROM alpine:3.24
COPY --from=words /de.mo /usr/share/i18n/locales/musl/de_DE.UTF-8
COPY --chmod=755 board.sh /usr/local/bin/board
ENV LANG=de_DE.UTF-8 MUSL_LOCPATH=/usr/share/i18n/locales/musl
USER nobody
CMD ["board"]
