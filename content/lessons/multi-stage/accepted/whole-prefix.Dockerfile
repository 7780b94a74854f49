FROM public.ecr.aws/docker/library/alpine:3.24 AS Builder

WORKDIR /build
COPY . .
RUN apk add --no-cache binutils make musl-dev zstd-dev
RUN make
RUN install -Dm755 -t /usr/local/bin zratio

FROM public.ecr.aws/docker/library/alpine:3.24
RUN apk add --no-cache zstd-libs
COPY --from=builder /usr/local /usr/local
ENTRYPOINT ["zratio"]
CMD ["/etc/services"]
