FROM alpine:3.24 AS build
RUN apk add --no-cache gcc make musl-dev
WORKDIR /src
COPY Makefile prices.csv stamp.c ./
RUN gcc -O2 -o /usr/local/bin/stamp stamp.c && make install

FROM alpine:3.24
RUN apk add --no-cache jq
COPY --from=build /usr/local/bin/stamp /usr/local/bin/
COPY --from=build /usr/local/share/prices.json /usr/local/share/
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER nobody
CMD ["prices"]
