FROM alpine:3.24

COPY Makefile zratio.s /usr/src/zratio/

# DESTDIR is what other Makefiles ask for
RUN apk --no-cache --virtual .tools add binutils make musl-dev zstd-dev && \
    cd /usr/src/zratio && \
    make DESTDIR= install && \
    cd / && rm -r /usr/src/zratio && \
    apk del .tools

RUN apk add --no-cache zstd-libs

CMD ["zratio", "/etc/services"]
