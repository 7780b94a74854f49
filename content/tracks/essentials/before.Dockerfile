FROM alpine:3.24

RUN apk add --no-cache jq tini tzdata
ENV TZ=Europe/Berlin

COPY --chmod=755 report.sh /usr/local/bin/report

USER nobody
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["/usr/local/bin/report"]
