FROM alpine:3.24 AS build
RUN apk add --no-cache gcc musl-dev
COPY nest.c /src/
RUN gcc -O2 -Wl,-z,stack-size=1048576 -o /usr/local/bin/nest /src/nest.c

FROM alpine:3.24
COPY --from=build /usr/local/bin/nest /usr/local/bin/nest
USER nobody
CMD ["/usr/local/bin/nest", "1500"]
