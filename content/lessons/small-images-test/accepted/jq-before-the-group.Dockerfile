FROM alpine:3.24 AS program
RUN apk add --no-cache binutils make musl-dev zlib-dev zstd-dev
COPY Makefile shrink.s /src/
RUN make -C /src install

FROM alpine:3.24
RUN apk add --no-cache jq zlib zstd-libs
RUN --mount=type=bind,source=Makefile,target=/src/Makefile \
    --mount=type=bind,source=prices.csv,target=/src/prices.csv \
    apk add --no-cache --virtual .build-deps make && make -C /src list && apk del .build-deps
COPY --from=program /usr/local/bin/shrink /usr/local/bin/
COPY prices.sh /usr/local/bin/prices
RUN chmod 755 /usr/local/bin/prices
USER nobody
CMD ["prices"]
