ARG ALPINE=3.24
FROM alpine:${ALPINE}
ARG TOOLS=jq
RUN apk add --no-cache $TOOLS
COPY --chmod=755 about.sh /usr/local/bin/about
USER nobody
CMD ["about"]
