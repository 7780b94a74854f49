FROM alpine:3.24
RUN apk add --no-cache --virtual .tools zstd \
 && install -m 755 /usr/bin/pzstd /usr/local/bin/pzstd \
 && apk add --no-cache --virtual .rundeps so:libzstd.so.1 so:libstdc++.so.6 so:libgcc_s.so.1 \
 && apk del .tools
COPY --chmod=755 pack.sh /usr/local/bin/pack
USER 10001:10001
ENTRYPOINT ["pack"]
CMD ["/etc/services"]
