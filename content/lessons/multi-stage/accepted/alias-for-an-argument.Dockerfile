ARG STAGE=build

FROM alpine:3.24 AS build
RUN apk add --no-cache binutils make musl-dev zstd-dev
COPY Makefile zratio.s /src/
RUN make -C /src install

FROM ${STAGE} AS made

FROM alpine:3.24
RUN apk add --no-cache zstd-libs
COPY --from=made /usr/local/bin/zratio /usr/local/bin/zratio
ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
