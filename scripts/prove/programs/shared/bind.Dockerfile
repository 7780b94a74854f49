FROM alpine:3.24
RUN --mount=type=bind,target=/src,rw \
    apk add --no-cache --virtual .make binutils make \
    && make -C /src install \
    && apk del .make
ENTRYPOINT ["/usr/local/bin/main"]
