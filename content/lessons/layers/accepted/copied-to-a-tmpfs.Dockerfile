# Stands for your download: a table, packed as a release.
FROM alpine:3.24 AS release

RUN set -o pipefail \
    && seq 2 2000000 | factor | awk 'NF == 2 { print $2 }' > primes.txt \
    && tar -czf primes.tar.gz primes.txt

FROM alpine:3.24
ARG TABLE=/srv/primes
RUN --mount=type=tmpfs,target=/work \
    --mount=type=bind,from=release,target=/mnt,readonly \
    cp /mnt/primes.tar.gz /work/ && mkdir "$TABLE" && tar -C "$TABLE" -xzf /work/primes.tar.gz
COPY --link --chmod=755 isprime.sh /usr/local/bin/isprime
USER nobody
ENTRYPOINT ["isprime", "1999993"]
