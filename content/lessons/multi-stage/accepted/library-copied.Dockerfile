FROM alpine:3.24 AS build

RUN apk add --no-cache binutils make musl-dev zstd-dev

COPY Makefile zratio.s /src/
RUN make -C /src install

FROM alpine:3.24

# the program and the one library that it loads; no package
COPY --from=build /usr/lib/libzstd.so.1 /usr/lib/
COPY --from=build /usr/local/bin/zratio /usr/local/bin/

ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
