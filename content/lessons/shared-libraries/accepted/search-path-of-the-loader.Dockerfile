FROM alpine:3.24 AS tools
RUN apk add --no-cache zstd

FROM alpine:3.24
COPY --from=tools /usr/lib /opt/lib
COPY --from=tools /usr/bin/pzstd /usr/local/bin/
COPY --chmod=755 pack.sh /usr/local/bin/pack
USER nobody
CMD ["env", "LD_LIBRARY_PATH=/opt/lib", "pack"]
