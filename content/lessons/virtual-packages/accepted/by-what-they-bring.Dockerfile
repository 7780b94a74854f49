FROM public.ecr.aws/docker/library/alpine:3.24

COPY Makefile zratio.s /src/

RUN apk add --no-cache --virtual .run-deps so:libzstd.so.1 \
 && apk add --no-cache --virtual .build-deps cmd:make cmd:as musl-dev pc:libzstd \
 && make -C /src install \
 && apk del --no-cache .build-deps

ENTRYPOINT ["zratio"]
CMD ["/etc/services"]
