FROM alpine:3.24 AS tools
RUN apk add --no-cache jq

FROM alpine:3.24
COPY --from=tools /usr/bin/jq /usr/bin/
COPY --from=tools /usr/lib/libonig.so.5 /usr/lib/
RUN --mount=type=bind,source=about.sh,target=/tmp/about.sh install -m 755 /tmp/about.sh /usr/local/bin/about
USER nobody
CMD ["about"]
