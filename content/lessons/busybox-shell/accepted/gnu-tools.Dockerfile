FROM alpine:3.24

RUN apk add --no-cache bash shadow grep
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]

RUN groupadd --system tally \
    && useradd --system --gid tally --no-create-home tally

COPY tally.properties /etc/
RUN grep -oP '(?<=version=)\S+' /etc/tally.properties > /etc/tally-version

COPY --chmod=755 tally.sh /usr/local/bin/tally
RUN mkdir -p /srv/{in,out} && chown tally:tally /srv/{in,out}

USER tally
CMD ["tally"]
