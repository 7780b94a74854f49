FROM alpine:3.24 AS tools
RUN apk add --no-cache jq

FROM tools AS files
COPY about.sh /build/about
RUN chmod 755 /build/about

FROM tools
COPY --from=files /build/ /usr/local/bin/
USER nobody
CMD ["/usr/bin/env", "about"]
