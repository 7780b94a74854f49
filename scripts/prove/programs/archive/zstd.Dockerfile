FROM alpine:3.24 AS pack
RUN apk add --no-cache zstd
COPY notes.txt /work/
RUN zstd -q /work/notes.txt -o /work/notes.zst

FROM alpine:3.24
RUN apk add --no-cache zstd
COPY --from=pack /work/notes.zst /srv/notes.zst
USER guest
CMD ["zstdcat", "/srv/notes.zst"]
