FROM docker.io/library/alpine:3.24
WORKDIR /opt/inventory
RUN apk add --update git jq && find /var/cache/apk -mindepth 1 -delete
COPY . .
RUN chmod a+x inventory.sh && ln -s /opt/inventory/inventory.sh /usr/local/bin/inventory
CMD ["inventory"]
