FROM alpine:3.24 AS build
COPY Makefile zratio.s /src/
RUN apk add --no-cache binutils make musl-dev zstd-dev \
 && make -C /src \
 && ln -s /src/zratio /zratio

FROM alpine:3.24 AS run
RUN apk update && apk add zstd-libs && rm -rf /var/cache/apk/*
# COPY follows the link, and brings the file
COPY --from=build /zratio /zratio
ENTRYPOINT exec /zratio /etc/services
