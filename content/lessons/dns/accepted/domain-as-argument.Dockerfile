ARG RELEASE=3.24
FROM alpine:${RELEASE}
ARG DOMAIN=prod.example
ENV STOCK_HOST=stock.shop.$DOMAIN
COPY stock.sh /usr/local/bin/stock
RUN chmod 755 /usr/local/bin/stock
USER 65534:65534
ENTRYPOINT ["/usr/local/bin/stock"]
