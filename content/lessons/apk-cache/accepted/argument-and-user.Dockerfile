ARG ALPINE=3.24
FROM alpine:$ALPINE

ARG TOOLS="git jq"
RUN apk add --no-cache ${TOOLS} \
 && addgroup -S app \
 && adduser -S -G app app

COPY --chown=app:app --chmod=555 inventory.sh /home/app/inventory

USER app
WORKDIR /home/app
CMD ["./inventory"]
