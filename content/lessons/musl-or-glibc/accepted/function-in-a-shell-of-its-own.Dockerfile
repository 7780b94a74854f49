FROM debian:13-slim AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN install() { apt-get update -qq; apt-get install -yqq --no-install-recommends "$@"; find /var/lib/apt/lists -type f -delete; }; \
    install gcc libc6-dev
COPY hostcard.c /src/
RUN cd /src && gcc -static -O2 hostcard.c -o hostcard

FROM alpine:3.24
COPY --from=0 /src/hostcard /usr/bin/hostcard
USER nobody
CMD ["/bin/sh", "-c", "exec hostcard"]
