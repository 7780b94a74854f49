FROM alpine:3.24
SHELL ["/bin/sh", "-euo", "pipefail", "-c"]
ARG ZONE=Europe/Berlin
RUN localtime() { cp "/usr/share/zoneinfo/$1" /etc/localtime; }; \
    apk add --no-cache --virtual .zones tzdata; \
    localtime "$ZONE"; \
    apk del .zones
COPY --chmod=755 clock.sh /opt/clock/bin/clock
ENV PATH="/opt/clock/bin:$PATH"
CMD ["clock"]
