FROM alpine:3.24 AS data
RUN apk add --no-cache tzdata

FROM alpine:3.24
ARG ZONE=Europe/Berlin
COPY --from=data /usr/share/zoneinfo/Europe/Berlin /usr/share/zoneinfo/Europe/Berlin
ENV TZ=$ZONE
COPY --chmod=755 clock.sh /usr/local/bin/clock
CMD ["/usr/local/bin/clock"]
