FROM alpine:3.24
SHELL ["/bin/ash", "-euo", "pipefail", "-c"]
RUN addgroup -S tally && adduser -SDHG tally tally
COPY tally.properties /etc/
RUN sed -n 's/^version=//p' <(cat /etc/tally.properties) > /etc/tally-version
COPY --chmod=755 tally.sh /usr/local/bin/tally
RUN [[ -d /srv/in ]] || mkdir -p /srv/in; mkdir -p /srv/out; chown -R tally:tally /srv
USER tally
CMD ["tally"]
