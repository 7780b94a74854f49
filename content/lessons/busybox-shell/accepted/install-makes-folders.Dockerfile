FROM alpine:3.24
RUN adduser -S -D -H tally
COPY tally.properties /etc/
RUN cut -d = -f 2 /etc/tally.properties | tail -n 1 > /etc/tally-version
RUN install -d -o tally -g nogroup /srv/in /srv/out
COPY tally.sh /usr/local/bin/tally
RUN chmod 755 /usr/local/bin/tally
USER tally
ENTRYPOINT ["tally"]
