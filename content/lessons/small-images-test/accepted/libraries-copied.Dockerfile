FROM alpine:3.24 AS build
RUN apk add --no-cache binutils jq make musl-dev zlib-dev zstd-dev
WORKDIR /src
COPY Makefile prices.csv shrink.s ./
RUN make install
RUN make list

FROM docker.io/library/alpine:3.24
COPY --from=build /usr/bin/jq /usr/bin/
COPY --from=build /usr/lib/libonig.so.5 /usr/lib/libzstd.so.1 /usr/lib/
COPY --from=build /usr/local/bin/shrink /usr/local/bin/
COPY --from=build /usr/local/share/prices.json /usr/local/share/
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER nobody
CMD ["prices"]
