FROM alpine:3.24 AS build
RUN apk add --no-cache binutils make
COPY Makefile hello.s /src/
RUN make -C /src install

FROM alpine:3.24
COPY --from=build /usr/local/bin/hello /usr/local/bin/
USER nobody
CMD ["hello"]
