FROM debian:13-slim AS build
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
COPY hostcard.c /src/
RUN gcc -static -s -O2 -o /src/card /src/hostcard.c \
    && mkdir -p /out/usr/local/bin \
    && mv /src/card /out/usr/local/bin/hostcard

FROM alpine:3.24
COPY --from=build /out /
ENTRYPOINT ["/usr/local/bin/hostcard"]
CMD []
