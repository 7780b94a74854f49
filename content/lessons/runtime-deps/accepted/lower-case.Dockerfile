from alpine:3.24
copy ["Makefile", "shrink.s", "/src/"]
run apk --no-cache add -t .tools binutils make musl-dev zlib-dev zstd-dev && cd /src && make install \
    && apk --no-cache add -t .libs so:libzstd.so.1 && apk del .tools
user 10001
cmd ["/usr/local/bin/shrink", "/etc/services"]
