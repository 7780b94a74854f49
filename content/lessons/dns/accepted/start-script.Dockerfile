FROM alpine:3.24
COPY --chmod=755 stock.sh /usr/local/bin/stock
COPY --chmod=755 <<'END' /usr/local/bin/start
#!/bin/sh
set -e
export STOCK_HOST="${STOCK_HOST:-stock.shop}.prod.example"
exec "$@"
END
USER nobody
ENTRYPOINT ["start"]
CMD ["stock"]
