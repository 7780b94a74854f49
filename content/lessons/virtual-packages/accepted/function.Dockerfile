FROM alpine:3.24

WORKDIR /src
ADD Makefile zratio.s ./

RUN <<-'BUILD'
	set -o errexit
	tools='.zratio-build-tools'
	with_tools() {
	  apk add --quiet --no-cache --virtual "$tools" binutils make musl-dev zstd-dev
	  "$@"
	  apk del --quiet "$tools"
	}
	apk add --no-cache zstd
	with_tools make install
BUILD

WORKDIR /
ENTRYPOINT ["/usr/local/bin/zratio"]
CMD ["/etc/services"]
