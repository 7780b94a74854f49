FROM debian:13-slim AS build

RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*

COPY fold.c /src/
RUN gcc -O2 -o /usr/local/bin/fold-mail /src/fold.c

FROM alpine:3.24

RUN apk add --no-cache ca-certificates-bundle jq musl-locales
RUN useradd --system --uid 10001 digest
RUN echo 'hosts: files dns' > /etc/nsswitch.conf

COPY --from=build /usr/local/bin/fold-mail /usr/local/bin/
COPY --chmod=755 digest.sh /usr/local/bin/digest
COPY feeds.conf /etc/digest/
RUN grep -oP '^feed=\Khttps://\S+' /etc/digest/feeds.conf > /etc/digest/feeds

ENV LANG=fr_FR.UTF-8

USER digest
CMD ["digest"]
