FROM alpine:3.24
RUN apk add --no-cache jq
RUN --mount=type=bind,source=stamp.c,target=/mnt/stamp.c \
    --mount=type=bind,source=Makefile,target=/mnt/Makefile \
    --mount=type=bind,source=prices.csv,target=/mnt/prices.csv \
    apk add --no-cache --virtual .build-deps gcc make musl-dev \
    && mkdir /tmp/list && cp /mnt/Makefile /mnt/prices.csv /tmp/list \
    && make -C /tmp/list install \
    && gcc -O2 -o /usr/local/bin/stamp /mnt/stamp.c \
    && rm -r /tmp/list \
    && apk del .build-deps
COPY --chmod=755 prices.sh /usr/local/bin/prices
USER nobody
CMD ["prices"]
