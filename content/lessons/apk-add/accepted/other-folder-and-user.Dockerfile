FROM alpine:3.24
RUN apk add --no-cache gptfdisk sgdisk dosfstools jq
WORKDIR /usr/local/bin
COPY medium.sh .
RUN chmod +x medium.sh
USER nobody
ENTRYPOINT ["./medium.sh"]
