from debian:13-slim as words
run apt-get update && apt-get install -y gettext && rm -rf /var/lib/apt/lists/*
workdir /src
copy de.po .
run msgfmt de.po

from alpine:3.24
copy --from=words /src/messages.mo /usr/share/i18n/locales/musl/de
copy --chmod=0755 board.sh /usr/local/bin/board
env LC_ALL=de
env MUSL_LOCPATH=/usr/share/i18n/locales/musl
user 10001:10001
entrypoint ["/usr/local/bin/board"]
