FROM alpine:3.24 AS build
RUN apk add --no-cache binutils jq make musl-dev zlib-dev zstd-dev
WORKDIR /src
COPY . .
RUN make install prefix=/out
RUN make list prefix=/out

FROM alpine:3.24
RUN --mount=type=bind,from=build,source=/out,target=/mnt \
    apk add --no-cache jq zstd-libs \
    && install -D -m 755 /mnt/bin/shrink /usr/local/bin/shrink \
    && install -D -m 644 /mnt/share/prices.json /usr/local/share/prices.json
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER guest
CMD ["sh", "/usr/local/bin/prices"]
