FROM alpine:3.19
ARG GIT_VERSION=2.43
RUN apk add --no-cache "git~=${GIT_VERSION}" zstd
COPY --chmod=755 snapshot.sh /usr/local/bin/snapshot
USER 65534
ENTRYPOINT ["snapshot"]
