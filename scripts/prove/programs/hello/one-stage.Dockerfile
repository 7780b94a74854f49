FROM alpine:3.24
COPY hello.s /tmp/hello.s
RUN apk add --no-cache --virtual .tools binutils \
    && as -o /tmp/hello.o /tmp/hello.s \
    && ld -o /usr/local/bin/hello /tmp/hello.o \
    && rm /tmp/hello.o /tmp/hello.s \
    && apk del .tools
CMD ["/usr/local/bin/hello"]
