FROM alpine:3.24
# The whole name, so that it does not depend on the search list of the machine that runs it
ENV STOCK_NAME=stock.shop \
    STOCK_DOMAIN=prod.example
ENV STOCK_HOST=$STOCK_NAME.$STOCK_DOMAIN
RUN --mount=type=bind,source=stock.sh,target=/mnt/stock.sh \
    install -m 755 /mnt/stock.sh /usr/local/bin/stock
USER nobody
CMD ["/bin/sh", "-c", "exec stock"]
