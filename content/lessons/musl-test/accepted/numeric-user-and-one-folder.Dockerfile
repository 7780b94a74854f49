FROM debian:13-slim AS build

RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc gettext musl-tools \
    && rm -rf /var/lib/apt/lists/*

COPY parts.c de.po /src/
RUN musl-gcc -O2 -Wl,-z,stack-size=1048576 -o /usr/local/bin/parts /src/parts.c
RUN msgfmt -o /src/de.mo /src/de.po

FROM alpine:3.24

RUN apk add --no-cache jq

COPY --from=build /usr/local/bin/parts /usr/local/bin/
COPY --from=build /src/de.mo /usr/local/share/locale/de
COPY --chmod=755 card.sh /usr/local/bin/card

COPY crane.json /srv/
RUN sed -n 's/.*"number": "\([^"]*\)".*/\1/p' /srv/crane.json > /srv/numbers.txt

ENV MUSL_LOCPATH=/usr/local/share/locale
ENV LC_ALL=de

USER 10001:10001
CMD ["sh", "/usr/local/bin/card"]
