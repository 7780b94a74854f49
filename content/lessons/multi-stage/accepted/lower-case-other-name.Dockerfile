from alpine:3.24 as compiler
run apk --no-cache add zstd-dev musl-dev make binutils
workdir /src
copy Makefile zratio.s ./
run ["make", "install"]

from alpine:3.24
run apk add --no-cache zstd-libs
copy --from=compiler /usr/local/bin/zratio /usr/local/bin/
cmd ["zratio", "/etc/services"]
