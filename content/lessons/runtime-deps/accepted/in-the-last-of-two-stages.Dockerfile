FROM alpine:3.24 AS build
RUN apk add --no-cache binutils make musl-dev zlib-dev zstd-dev
COPY Makefile shrink.s /src/
RUN make -C /src install

FROM alpine:3.24
COPY --from=build /usr/local/bin/shrink /usr/local/bin/
RUN apk add --no-cache $(scanelf --needed --nobanner --format '%n#p' /usr/local/bin/shrink | tr ',' '\n' | awk '{ print "so:" $1 }')

USER nobody
ENTRYPOINT ["/usr/local/bin/shrink"]
CMD ["/etc/services"]
