FROM alpine:3.24
RUN apk add --no-cache -t .zones tzdata \
    && cd /usr/share/zoneinfo/Europe \
    && mv Berlin /etc/zone \
    && ln -s zone /etc/localtime \
    && cd / \
    && apk del .zones
COPY --chmod=755 clock.sh /usr/local/bin/clock
CMD ["/usr/local/bin/clock"]
