FROM alpine:3.24 AS compile
WORKDIR /src
RUN apk --no-cache add build-base
COPY hostcard.c .
RUN cc -O2 -static hostcard.c -o /usr/local/bin/hostcard && strip /usr/local/bin/hostcard

FROM alpine:3.24 AS final
WORKDIR /usr/local/bin
COPY --from=compile /usr/local/bin/hostcard ./
CMD ["/usr/local/bin/hostcard"]
