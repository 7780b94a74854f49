FROM alpine:3.24 AS build
RUN apk add --no-cache cmd:gcc so:libc.musl-x86_64.so.1 musl-dev
COPY hostcard.c /tmp/hostcard.c
RUN cd /tmp && cc -Os hostcard.c -o hostcard

FROM alpine:3.24
COPY --from=build /tmp/hostcard /usr/local/bin/
CMD ["hostcard"]
