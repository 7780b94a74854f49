FROM docker.io/library/alpine:3.24
RUN ["apk", "add", "--no-cache", "jq"]
COPY ["about.sh", "/usr/local/bin/about"]
RUN ["chmod", "a+rx", "/usr/local/bin/about"]
USER 65534:65534
CMD ["/bin/sh", "/usr/local/bin/about"]
