FROM alpine:3.24

RUN echo 'export TZ="CET-1CEST,M3.5.0,M10.5.0/3"' > /etc/profile.d/timezone.sh

COPY --chmod=755 clock.sh /usr/local/bin/clock

ENTRYPOINT ["/bin/sh", "-l", "-c"]
CMD ["clock"]
