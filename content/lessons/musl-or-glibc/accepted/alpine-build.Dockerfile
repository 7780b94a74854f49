FROM alpine:3.24 AS build

RUN apk add --no-cache gcc musl-dev

COPY hostcard.c /src/
RUN gcc -O2 -o /usr/local/bin/hostcard /src/hostcard.c

FROM alpine:3.24

COPY --from=build /usr/local/bin/hostcard /usr/local/bin/hostcard

CMD ["/usr/local/bin/hostcard"]
