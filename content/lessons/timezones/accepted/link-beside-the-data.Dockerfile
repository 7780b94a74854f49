FROM alpine:3.24

RUN set -eux; \
    apk add --no-cache tzdata; \
    ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime

COPY clock.sh /usr/local/bin/clock
RUN chmod +x /usr/local/bin/clock

CMD ["clock"]
