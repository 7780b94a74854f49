from alpine:3.24
copy Makefile zratio.s /src/
run apk add --no-cache zstd-libs && apk add -t .tools --no-cache musl-dev zstd-dev make binutils && cd /src && make install && apk del .tools
cmd ["/usr/local/bin/zratio", "/etc/services"]
