FROM docker.io/library/alpine:3.24
WORKDIR /opt/stock
COPY stock.sh ./
ENV STOCK_SERVICE=stock.shop
USER nobody
CMD STOCK_HOST="$STOCK_SERVICE.prod.example" exec sh /opt/stock/stock.sh
