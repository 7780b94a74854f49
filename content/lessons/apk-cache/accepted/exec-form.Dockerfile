FROM alpine:3.24

RUN ["apk", "add", "--no-cache", "git", "jq"]
COPY ["inventory.sh", "/usr/local/bin/inventory"]
RUN ["chmod", "u=rwx,go=rx", "/usr/local/bin/inventory"]

CMD . /usr/local/bin/inventory
