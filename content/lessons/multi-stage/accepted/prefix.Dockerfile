# the tools, once for whoever needs them
FROM alpine:3.24 AS tools
RUN set -eux; \
    apk add --no-cache \
      binutils \
      make \
      musl-dev \
      zstd-dev

FROM tools AS build
COPY Makefile zratio.s /src/
RUN make -C /src prefix=/out install

FROM alpine:3.24 AS run
COPY --from=build /out/bin/zratio /usr/local/bin/zratio
RUN apk add --no-cache zstd-libs
ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
