FROM alpine:3.24
COPY tally.properties /etc/
COPY --chmod=755 tally.sh /usr/local/bin/tally
RUN <<EOF
set -eu
addgroup -S -g 10001 tally
adduser -S -D -H -u 10001 -G tally tally
grep -o 'version=.*' /etc/tally.properties | cut -d = -f 2 > /etc/tally-version
mkdir -p /srv/in /srv/out
chown -R tally:tally /srv
EOF
USER 10001:10001
CMD ["/usr/local/bin/tally"]
