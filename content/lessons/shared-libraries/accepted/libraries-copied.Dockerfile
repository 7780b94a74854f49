FROM alpine:3.24 AS tools
RUN apk add --no-cache zstd

FROM alpine:3.24
COPY --from=tools /usr/lib/libzstd.so.1 /usr/lib/libstdc++.so.6 /usr/lib/libgcc_s.so.1 /usr/lib/
COPY --from=tools /usr/bin/pzstd /usr/local/bin/
COPY --chmod=755 pack.sh /usr/local/bin/pack
USER nobody
CMD ["pack"]
