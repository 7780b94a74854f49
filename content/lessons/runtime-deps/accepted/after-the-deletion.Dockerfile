FROM alpine:3.24
COPY Makefile shrink.s /src/
RUN apk add --no-cache --virtual .build-deps binutils make musl-dev zlib-dev zstd-dev \
    && make -C /src install && rm -r /src \
    && apk del .build-deps \
    && apk add --no-cache $(scanelf -n -B -F '%n#p' /usr/local/bin/shrink | tr , '\n' | sort | awk '{print "so:" $1}')

USER nobody
ENTRYPOINT ["/usr/local/bin/shrink"]
CMD ["/etc/services"]
