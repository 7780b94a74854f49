FROM alpine:3.24 AS zones
RUN set -eux; apk add --no-cache tzdata

FROM alpine:3.24
COPY --from=zones /usr/share/zoneinfo/Europe/Berlin /etc/localtime
COPY --chmod=755 ["clock.sh", "/usr/local/bin/clock"]
CMD exec /usr/local/bin/clock
