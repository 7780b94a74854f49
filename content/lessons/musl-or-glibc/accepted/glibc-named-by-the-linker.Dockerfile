FROM debian:13-slim AS build
RUN apt-get update -qq && apt-get install -qq --yes --no-install-recommends gcc libc6-dev
COPY hostcard.c /src/
RUN gcc -O2 -Wl,-dynamic-linker,/opt/glibc/ld.so -Wl,-rpath,/opt/glibc -o /usr/local/bin/hostcard /src/hostcard.c

FROM alpine:3.24
COPY --from=build /lib64/ld-linux-x86-64.so.2 /opt/glibc/ld.so
COPY --from=build /lib/x86_64-linux-gnu/libc.so.6 /opt/glibc/
COPY --from=build /usr/local/bin/hostcard /usr/local/bin/hostcard
CMD ["/usr/local/bin/hostcard"]
