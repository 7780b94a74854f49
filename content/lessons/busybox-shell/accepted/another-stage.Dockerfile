FROM debian:13-slim AS note
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
COPY tally.properties /etc/
RUN grep -oP '(?<=version=)\S+' /etc/tally.properties > /etc/tally-version
RUN mkdir -p /srv/{in,out}

FROM alpine:3.24
RUN addgroup -S tally && adduser -S -G tally tally
COPY --from=note /etc/tally-version /etc/
COPY --from=note --chown=tally:tally /srv/ /srv/
COPY --chmod=755 tally.sh /usr/local/bin/tally
USER tally
CMD ["tally"]
