FROM alpine:3.24 AS zones
RUN apk add --no-cache tzdata \
    && find /usr/share/zoneinfo -type f ! -path '*/Europe/Berlin' -delete \
    && find /usr/share/zoneinfo -type d -empty -delete

FROM alpine:3.24
COPY --link --from=zones /usr/share/zoneinfo /usr/share/zoneinfo
ENV TZ Europe/Berlin
COPY --link --chmod=0755 clock.sh /usr/local/bin/clock
CMD ["/usr/local/bin/clock"]
