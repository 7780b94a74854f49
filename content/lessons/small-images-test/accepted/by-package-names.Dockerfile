FROM alpine:3.24 AS build
RUN apk add --no-cache binutils jq make musl-dev zlib-dev zstd-dev
COPY . /src/
RUN make -C /src install && make -C /src list

FROM alpine:3.24
RUN apk add --no-cache jq zlib zstd-libs
COPY --from=build /usr/local/share/prices.json /usr/local/share/prices.json
COPY --from=build /usr/local/bin/shrink /usr/local/bin/shrink
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER 65534:65534
CMD ["/usr/local/bin/prices"]
