from alpine:3.24
shell ["/bin/sh", "-eu", "-c"]
run addgroup tally; adduser -D -H -s /sbin/nologin -G tally tally
copy ["tally.properties", "/etc/"]
run while IFS== read -r key value; do \
      if [ "$key" = version ]; then echo "$value"; fi; \
    done < /etc/tally.properties > /etc/tally-version
run mkdir -p /srv/in; mkdir -p /srv/out; chown tally /srv/in /srv/out
copy --chmod=755 tally.sh /usr/local/bin/tally
user tally:tally
cmd ["/bin/sh", "-c", "exec tally"]
