FROM alpine:3.24 AS build

COPY Makefile zratio.s /src/
RUN apk add --no-cache --virtual .build-deps binutils make musl-dev zstd-dev && make -C /src install

FROM alpine:3.24

RUN apk add --no-cache zstd-libs

COPY --from=build ["/usr/local/bin/zratio", "/usr/local/bin/zratio"]

ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
