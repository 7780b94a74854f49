FROM alpine:3.24

COPY hostcard.c /src/
RUN apk add --no-cache --virtual .build-deps gcc musl-dev \
    && gcc -O2 -o /usr/local/bin/hostcard /src/hostcard.c \
    && apk del .build-deps

CMD ["/usr/local/bin/hostcard"]
