FROM alpine:3.24
RUN apk update && apk add tzdata && rm -rf /var/cache/apk/*
COPY clock.sh /usr/local/share/clock.sh
ENTRYPOINT ["/bin/sh", "-c"]
CMD ["TZ=Europe/Berlin exec sh /usr/local/share/clock.sh"]
