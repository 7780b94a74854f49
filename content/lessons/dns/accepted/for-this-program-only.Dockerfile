from alpine:3.24
copy --chmod=0755 stock.sh /usr/local/bin/stock
user nobody
cmd ["env", "STOCK_HOST=stock.shop.prod.example", "stock"]
