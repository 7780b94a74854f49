FROM debian:13-slim AS build
RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends ca-certificates gcc musl-tools \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY trust.c ./
RUN mkdir -p /out/etc/ssl/certs /out/bin \
    && musl-gcc -O2 -static trust.c -o /out/bin/trust \
    && cp /etc/ssl/certs/ca-certificates.crt /out/etc/ssl/certs/

FROM scratch
COPY --from=build /out/ /
USER 65534
CMD ["/bin/trust"]
