FROM debian:13-slim AS build
RUN apt-get update -qq && apt-get install -qq --yes --no-install-recommends gcc make musl-tools
WORKDIR /src
COPY . .
RUN mkdir /out && musl-gcc -O2 -o /out/stamp stamp.c && make install prefix=/out

FROM alpine:3.24
RUN apk add --no-cache jq
COPY --from=build /out/share/prices.json /usr/local/share/prices.json
COPY --from=build /out/stamp /usr/local/bin/stamp
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER 65534:65534
CMD ["/usr/local/bin/prices"]
