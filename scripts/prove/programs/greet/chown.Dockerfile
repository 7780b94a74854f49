FROM alpine:3.24
RUN set -eu; \
    addgroup -g 2000 staffed; \
    adduser -D -H -u 2000 -G staffed staffed; \
    mkdir -p /srv/greet
COPY --chown=staffed:staffed greet.sh words.txt /srv/greet/
RUN chmod 500 /srv/greet/greet.sh && chmod 400 /srv/greet/words.txt
USER staffed
CMD ["/srv/greet/greet.sh", "staff"]
