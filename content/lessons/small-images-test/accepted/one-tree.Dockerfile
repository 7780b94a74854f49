FROM debian:13-slim AS build
RUN <<END
set -e
apt-get update -qq
apt-get install -qq --yes --no-install-recommends gcc make musl-tools
END
WORKDIR /src
COPY Makefile prices.csv stamp.c prices.sh ./
RUN make install prefix=/tree
RUN mkdir /tree/bin \
    && musl-gcc -static -O2 -o /tree/bin/stamp stamp.c \
    && install -m 755 prices.sh /tree/bin/prices

FROM alpine:3.24
RUN apk add --no-cache jq
COPY --from=build /tree/ /usr/local/
USER nobody
CMD ["prices"]
