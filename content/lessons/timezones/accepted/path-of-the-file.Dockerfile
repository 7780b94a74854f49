ARG ALPINE=3.24
FROM alpine:${ALPINE}
RUN --mount=type=cache,target=/var/cache/apk apk add --cache-dir /var/cache/apk tzdata
ENV TZ=/usr/share/zoneinfo/Europe/Berlin
COPY --chmod=755 clock.sh /usr/local/bin/clock
CMD ["/usr/local/bin/clock"]
