FROM docker.io/library/debian:13-slim AS build
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY hostcard.c ./
RUN gcc -O2 -static hostcard.c

FROM public.ecr.aws/docker/library/alpine:3.24
WORKDIR /opt/card
COPY --from=build /src/a.out hostcard
CMD ["./hostcard"]
