FROM alpine:3.24 AS build

RUN apk add --no-cache binutils make musl-dev zstd-dev && adduser -D -h /home/builder builder
USER builder
WORKDIR /home/builder/zratio
COPY --chown=builder Makefile zratio.s ./
RUN make

FROM alpine:3.24

RUN apk add --no-cache zstd-libs \
 && addgroup -S zratio && adduser -S -G zratio zratio
WORKDIR /app
COPY --from=build --chown=root:zratio --chmod=550 /home/builder/zratio/zratio ./

USER zratio
ENTRYPOINT ["./zratio"]
CMD ["/etc/services"]
