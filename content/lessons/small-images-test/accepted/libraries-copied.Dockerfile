FROM debian:13-slim AS build
RUN apt-get update -qq && apt-get install -qq --yes --no-install-recommends gcc make musl-tools
WORKDIR /src
COPY Makefile prices.csv stamp.c ./
RUN mkdir /out && musl-gcc -static -o /out/stamp stamp.c && make install prefix=/out

FROM alpine:3.24 AS tools
RUN apk add --no-cache jq

FROM alpine:3.24
COPY --from=tools /usr/bin/jq /usr/bin/
COPY --from=tools /usr/lib/libonig.so.5 /usr/lib/
COPY --from=build /out/share/ /usr/local/share/
COPY --from=build /out/stamp /usr/local/bin/
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER nobody
CMD ["prices"]
