FROM alpine:3.24
RUN <<EOF
set -eu
mkdir -p /srv/www /var/lib/app
printf 'listen %s\nroot %s\n' 8080 /srv/www > /etc/app.conf
chown nobody /var/lib/app
ln -s /srv/www /var/lib/app/www
EOF
COPY serve.sh /usr/local/bin/serve
RUN chmod +x /usr/local/bin/serve \
    && [ -L /var/lib/app/www ] \
    && test -s /etc/app.conf
USER nobody
ENTRYPOINT ["/bin/sh", "/usr/local/bin/serve"]
