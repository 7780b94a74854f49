FROM alpine:3.24 AS tools
RUN apk add --no-cache zstd \
 && mkdir -p /out/lib \
 && cp /usr/bin/pzstd /out/ \
 && cp -L /usr/lib/libzstd.so.1 /usr/lib/libstdc++.so.6 /usr/lib/libgcc_s.so.1 /out/lib/

FROM alpine:3.24
COPY --from=tools /out /opt/pack
ENV LD_LIBRARY_PATH=/opt/pack/lib PATH=/opt/pack:$PATH
COPY --chmod=755 pack.sh /opt/pack/pack
USER nobody
CMD ["pack"]
