ARG RELEASE=3.24
FROM debian:13-slim AS build
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends gcc musl-tools \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY *.c ./
ARG CC=musl-gcc
RUN set -eu; for source in *.c; do "$CC" -O2 -o "/usr/local/bin/${source%.c}" "$source"; done

FROM alpine:${RELEASE}
COPY --from=build /usr/local/bin/ /usr/local/bin/
CMD ["hostcard"]
