FROM debian:13-slim AS tools
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc musl-tools \
    && rm -rf /var/lib/apt/lists/*
ONBUILD COPY hostcard.c /src/
ONBUILD RUN musl-gcc -static -O2 -o /usr/local/bin/hostcard /src/hostcard.c

FROM tools AS build

FROM alpine:3.24
COPY --from=build /usr/local/bin/hostcard /usr/local/bin/hostcard
CMD ["/usr/local/bin/hostcard"]
