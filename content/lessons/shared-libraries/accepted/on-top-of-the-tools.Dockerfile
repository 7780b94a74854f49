FROM alpine:3.24 AS tools
RUN apk add --no-cache zstd

FROM tools
RUN ln -s /usr/bin/pzstd /usr/local/bin/pzstd
COPY --chmod=755 pack.sh /usr/local/bin/pack
RUN adduser -S -D -H pack
USER pack
CMD ["/usr/local/bin/pack"]
