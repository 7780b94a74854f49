FROM debian:13-slim AS build

RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc gettext musl-tools \
    && rm -rf /var/lib/apt/lists/*

COPY parts.c de.po /src/
RUN musl-gcc -O2 -Wl,-z,stack-size=1048576 -o /usr/local/bin/parts /src/parts.c
RUN msgfmt -o /src/de.mo /src/de.po

FROM alpine:3.24

RUN apk add --no-cache bash jq
RUN adduser -S -D -H -u 10001 card

COPY --from=build /usr/local/bin/parts /usr/local/bin/
COPY --from=build /src/de.mo /usr/share/i18n/locales/musl/de_DE.UTF-8
COPY --chmod=755 card.sh /usr/local/bin/card

COPY crane.json /srv/
RUN sed -n 's/.*"number": "\([^"]*\)".*/\1/p' /srv/crane.json > /srv/numbers.txt

ENV LANG=de_DE.UTF-8 MUSL_LOCPATH=/usr/share/i18n/locales/musl

USER card
CMD ["card"]
