ARG RELEASE=13-slim
FROM debian:${RELEASE} AS tools
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends ca-certificates gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*

FROM tools AS build
RUN --mount=type=bind,source=trust.c,target=/src/trust.c \
    gcc -static-pie -O2 -o /usr/local/bin/trust /src/trust.c

FROM scratch AS final
COPY --from=build --chown=65534:65534 /usr/local/bin/trust /usr/local/bin/
COPY --from=tools --chmod=444 /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
USER 65534:65534
ENTRYPOINT ["/usr/local/bin/trust"]
