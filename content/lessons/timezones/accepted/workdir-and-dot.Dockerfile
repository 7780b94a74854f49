FROM alpine:3.24
ENV TZ=:Europe/Berlin
WORKDIR /app
COPY clock.sh ./
RUN apk add --no-cache tzdata && chmod a+x clock.sh
CMD ["./clock.sh"]
