FROM alpine:3.24

RUN apk add --no-cache zstd-libs

COPY Makefile zratio.s /src/
RUN cp /etc/apk/world /tmp/world \
    && apk add --no-cache binutils make musl-dev zstd-dev \
    && make -C /src install \
    && mv /tmp/world /etc/apk/world \
    && apk fix --no-cache

ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
