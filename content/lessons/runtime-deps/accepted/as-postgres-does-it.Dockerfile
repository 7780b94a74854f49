FROM alpine:3.24
COPY Makefile shrink.s /src/
RUN set -eux; \
	apk add --no-cache --virtual .build-deps binutils make musl-dev zlib-dev zstd-dev; \
	make -C /src install; \
	runDeps="$( \
		scanelf --needed --nobanner --format '%n#p' --recursive /usr/local \
			| tr ',' '\n' \
			| sort -u \
			| awk 'system("[ -e /usr/local/lib/" $1 " ]") == 0 { next } { print "so:" $1 }' \
	)"; \
	apk add --no-cache --virtual .shrink-rundeps $runDeps; \
	apk del --no-network .build-deps
USER 65534:65534
ENTRYPOINT ["shrink", "/etc/services"]
