FROM alpine:3.24
# For a base that lacks it; this one has the file
RUN [ -e /etc/nsswitch.conf ] || echo 'hosts: files dns' > /etc/nsswitch.conf
COPY --link --chmod=755 stock.sh /usr/local/bin/stock
ENV STOCK_HOST="stock.shop.prod.example"
USER nobody
CMD ["stock"]
