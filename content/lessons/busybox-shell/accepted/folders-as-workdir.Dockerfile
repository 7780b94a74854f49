FROM alpine:3.24 AS base
RUN addgroup -S tally && adduser -S -D -H -G tally tally
WORKDIR /srv/out
RUN chown tally: .
WORKDIR /srv/in

FROM base
RUN --mount=type=bind,source=tally.properties,target=/mnt/tally.properties \
    grep '^version=' /mnt/tally.properties | sed 's/.*=//' > /etc/tally-version
COPY --link --chmod=755 tally.sh /usr/local/bin/tally
USER tally
CMD ["env", "tally"]
