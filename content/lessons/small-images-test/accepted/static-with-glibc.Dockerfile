# syntax=docker/dockerfile:1
FROM debian:13-slim AS stamp
RUN apt-get update -qq && apt-get install -qq --yes --no-install-recommends gcc libc6-dev
COPY stamp.c /src/
RUN gcc -static -O2 -o /stamp /src/stamp.c

FROM alpine:3.24 AS list
RUN apk add --no-cache make
WORKDIR /src
COPY Makefile prices.csv ./
RUN make install

FROM alpine:3.24
RUN apk add --no-cache jq
COPY --from=stamp /stamp /usr/local/bin/
COPY --from=list /usr/local/share/prices.json /usr/local/share/
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER nobody
ENTRYPOINT ["prices"]
