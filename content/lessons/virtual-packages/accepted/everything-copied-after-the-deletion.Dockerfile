FROM alpine:3.24 AS build
COPY . /src
RUN apk add --no-cache --virtual .build-deps binutils make musl-dev zstd-dev
RUN make -C /src install
RUN apk add --no-cache zstd-libs && apk del .build-deps && rm -rf /src

FROM alpine:3.24
COPY --from=build / /
ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
