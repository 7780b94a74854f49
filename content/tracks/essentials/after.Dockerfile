FROM alpine:3.24

RUN apk update
RUN apk add jq tini gcc make musl-dev
ENV TZ=Europe/Berlin

COPY Makefile sign.c /src/
RUN make -C /src install
RUN apk del gcc make musl-dev

COPY --chmod=755 report.sh /usr/local/bin/report

ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["/usr/local/bin/report"]
