FROM alpine:3.24

RUN printf 'git\njq\n' | while read -r package; do apk add --no-cache "$package" || exit 1; done

WORKDIR /app
COPY inventory.sh .
RUN sed -i 's/\r$//' inventory.sh

CMD . ./inventory.sh
