FROM docker.io/library/alpine:3.24
WORKDIR /srv
COPY tally.properties tally.sh /opt/tally/
RUN awk -F = '$1 == "version" { print $2 }' /opt/tally/tally.properties > /etc/tally-version \
 && mkdir in out \
 && chown 10001:10001 in out
USER 10001:10001
CMD ["sh", "/opt/tally/tally.sh"]
