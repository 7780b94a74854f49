FROM alpine:3.24
COPY tally.properties /etc/
COPY --chmod=0755 tally.sh /usr/local/bin/tally
RUN set -eu; \
    . /etc/tally.properties; \
    echo "$version" > /etc/tally-version; \
    for folder in in out; do \
      mkdir "/srv/$folder"; \
      chown nobody:nobody "/srv/$folder"; \
    done
USER nobody
CMD exec tally
