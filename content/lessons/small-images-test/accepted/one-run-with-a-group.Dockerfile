FROM debian:13-slim AS stamp
RUN apt-get update -qq && apt-get install -qq --yes --no-install-recommends gcc musl-tools
COPY stamp.c /src/
RUN musl-gcc -static -O2 -o /stamp /src/stamp.c

FROM alpine:3.24
RUN --mount=type=bind,target=/src \
    apk add --no-cache jq \
    && apk add --no-cache --virtual .build-deps make \
    && cp /src/Makefile /src/prices.csv /tmp/ \
    && make -C /tmp install \
    && rm /tmp/Makefile /tmp/prices.csv /tmp/prices.json \
    && apk del .build-deps
COPY --from=stamp /stamp /usr/local/bin/
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER nobody
CMD ["prices"]
