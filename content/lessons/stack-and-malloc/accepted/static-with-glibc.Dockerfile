FROM debian:13-slim AS build

RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*

COPY nest.c /src/
RUN gcc -O2 -static -o /usr/local/bin/nest /src/nest.c

FROM alpine:3.24

COPY --from=build /usr/local/bin/nest /usr/local/bin/nest

USER nobody
CMD ["/usr/local/bin/nest", "1500"]
