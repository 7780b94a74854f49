FROM docker.io/library/alpine:3.19
WORKDIR /opt/backup
RUN apk add --no-cache --virtual .backup git=~2.43 zstd
COPY snapshot.sh ./
RUN chmod 555 snapshot.sh
USER nobody
CMD ["./snapshot.sh"]
