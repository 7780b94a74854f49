FROM debian:13-slim AS tools
RUN apt-get update -qq && apt-get install -qq --yes --no-install-recommends gcc musl-tools

FROM tools AS build
COPY hostcard.c /src/
RUN musl-gcc -O2 -o /usr/local/bin/hostcard /src/hostcard.c && strip /usr/local/bin/hostcard

FROM alpine:3.24
COPY --from=build /usr/local/bin/hostcard /usr/local/bin/hostcard
CMD ["/usr/local/bin/hostcard"]
