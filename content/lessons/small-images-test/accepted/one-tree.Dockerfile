FROM alpine:3.24 AS build
RUN <<END
set -e
apk add --no-cache binutils jq make musl-dev zlib-dev zstd-dev
END
WORKDIR /src
COPY Makefile prices.csv prices.sh shrink.s ./
RUN make install prefix=/tree
RUN make list prefix=/tree
RUN install -m 755 prices.sh /tree/bin/prices

FROM alpine:3.24
RUN apk add --no-cache jq so:libzstd.so.1
COPY --from=build /tree/ /usr/local/
USER nobody
CMD ["prices"]
