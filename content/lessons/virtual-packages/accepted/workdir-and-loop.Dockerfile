ARG ALPINE_VERSION=3.24
FROM alpine:${ALPINE_VERSION}

ARG BUILD_DEPS="binutils make musl-dev zstd-dev"

WORKDIR /app
COPY . .
RUN for package in zstd-libs $BUILD_DEPS; do apk add --no-cache "$package" || exit 1; done; \
    make zratio && \
    apk del $BUILD_DEPS && \
    rm -f Makefile *.s *.o

USER nobody
ENTRYPOINT ["./zratio"]
CMD ["/etc/services"]
