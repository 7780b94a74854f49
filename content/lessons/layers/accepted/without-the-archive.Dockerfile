# Stands for your download: a table, packed as a release.
FROM alpine:3.24 AS release

RUN set -o pipefail \
    && seq 2 2000000 | factor | awk 'NF == 2 { print $2 }' > primes.txt \
    && tar -czf primes.tar.gz primes.txt

FROM alpine:3.24
COPY --from=release /primes.txt /srv/primes/
COPY --chmod=755 isprime.sh /usr/local/bin/isprime
USER nobody
CMD ["isprime", "1999993"]
