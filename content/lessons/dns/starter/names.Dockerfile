# A name server for trying things out. It is no part of the exercise.
FROM debian:13-slim AS build
RUN apt-get update -qq && apt-get install -qq --yes --no-install-recommends gcc musl-tools
COPY names.c /
RUN musl-gcc -static -O2 -o /names /names.c

FROM scratch
COPY --from=build /names /names
ENTRYPOINT ["/names"]
