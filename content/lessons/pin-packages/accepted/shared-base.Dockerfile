ARG BRANCH=3.19
FROM alpine:${BRANCH} AS tools
RUN apk update && apk add git && rm -rf /var/cache/apk/*
RUN apk add --no-cache zstd

FROM tools
COPY --chmod=755 snapshot.sh /usr/local/bin/snapshot
RUN adduser -S -D -H backup
USER backup
CMD ["snapshot"]
