FROM alpine:3.24
ARG UID=10001
RUN adduser -S -D -H -u "$UID" tally
COPY --chown=root:root tally.properties /etc/
RUN ["sh", "-c", "sed -ne 's/^version=//p' /etc/tally.properties | tee /etc/tally-version"]
RUN ["mkdir", "-p", "/srv/in"]
RUN ["install", "-d", "-o", "tally", "/srv/out"]
COPY --chmod=555 tally.sh /usr/bin/tally
USER $UID
CMD ["/usr/bin/tally"]
