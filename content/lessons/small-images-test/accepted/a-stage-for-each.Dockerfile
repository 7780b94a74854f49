FROM alpine:3.24 AS program
RUN apk add --no-cache binutils make musl-dev zlib-dev zstd-dev
WORKDIR /src
COPY Makefile shrink.s ./
RUN make install prefix=/out

FROM alpine:3.24 AS list
RUN apk add --no-cache jq make
WORKDIR /src
COPY Makefile prices.csv ./
RUN make list prefix=/out

FROM alpine:3.24
RUN apk add --no-cache jq zstd-libs
COPY --from=list /out/share/ /usr/local/share/
COPY --from=program /out/bin/ /usr/local/bin/
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER nobody
ENTRYPOINT ["prices"]
