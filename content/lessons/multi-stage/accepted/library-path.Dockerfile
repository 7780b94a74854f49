FROM alpine:3.24 AS build
RUN apk add --no-cache binutils make musl-dev zstd-dev
COPY Makefile zratio.s /src/
RUN make -C /src prefix=/bundle install && cp -L /usr/lib/libzstd.so.1 /bundle/

FROM alpine:3.24
COPY --from=build /bundle /bundle
ENV LD_LIBRARY_PATH=/bundle
ENTRYPOINT ["/bundle/bin/zratio"]
CMD ["/etc/services"]
