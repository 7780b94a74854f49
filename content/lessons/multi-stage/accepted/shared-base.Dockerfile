ARG BASE=docker.io/library/alpine:3.24

FROM ${BASE} AS base
RUN apk add --no-cache zstd-libs

FROM base AS build
RUN apk add --no-cache binutils make musl-dev zstd-dev
ADD Makefile zratio.s /src/
RUN make --directory /src install

FROM base AS final
COPY --from=build /usr/local/bin/zratio /usr/bin/zratio
ENTRYPOINT ["/usr/bin/env"]
CMD ["zratio", "/etc/services"]
