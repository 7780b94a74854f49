FROM alpine:3.24

SHELL ["/bin/ash", "-euo", "pipefail", "-c"]

RUN addgroup --system tally
RUN adduser --system --ingroup tally --no-create-home tally

COPY tally.properties /etc/
RUN cat /etc/tally.properties | grep '^version=' | tr -d 'a-z=' > /etc/tally-version

COPY --chmod=755 tally.sh /usr/local/bin/tally
RUN for folder in /srv/in /srv/out; do mkdir -p "$folder"; chown tally:tally "$folder"; done

USER tally
CMD ["tally"]
