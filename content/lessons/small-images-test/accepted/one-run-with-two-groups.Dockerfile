FROM alpine:3.24
RUN apk add --no-cache jq
RUN --mount=type=bind,target=/mnt \
    apk add --no-cache --virtual .build-deps binutils make musl-dev zlib-dev zstd-dev \
    && mkdir /tmp/build && cp /mnt/Makefile /mnt/prices.csv /mnt/shrink.s /tmp/build \
    && make -C /tmp/build install \
    && make -C /tmp/build list \
    && rm -r /tmp/build \
    && apk add --no-cache --virtual .run-deps $(scanelf --needed --nobanner --format '%n#p' --recursive /usr/local \
        | tr ',' '\n' | sort -u | awk '{ print "so:" $1 }') \
    && apk del .build-deps
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER nobody
CMD ["prices"]
