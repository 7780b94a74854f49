FROM alpine:3.24
RUN apk --no-cache add jq
WORKDIR /srv/tides
RUN --mount=type=bind,source=tides.txt,target=/tmp/tides.txt \
    grep high /tmp/tides.txt | sort > high.txt
COPY --chmod=755 tides.sh .
USER 65534:65534
ENTRYPOINT ["/srv/tides/tides.sh"]
