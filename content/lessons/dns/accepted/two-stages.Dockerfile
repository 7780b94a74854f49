FROM alpine:3.24 AS program
WORKDIR /out
COPY stock.sh stock
RUN chmod a+rx stock

FROM alpine:3.24
COPY --from=program /out/ /usr/local/bin/
ENV PATH=/usr/local/bin:/usr/bin:/bin
ENV STOCK_HOST stock.shop.prod.example
USER guest
CMD ["stock"]
