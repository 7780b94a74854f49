FROM alpine:3.24

RUN apk add --no-cache zstd-libs

WORKDIR /src
COPY ["Makefile", "zratio.s", "./"]
RUN apk add --no-cache binutils make musl-dev zstd-dev \
    && make install \
    && apk del binutils make musl-dev zstd-dev

ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
