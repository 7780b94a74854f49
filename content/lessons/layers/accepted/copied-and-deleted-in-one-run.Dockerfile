# Stands for your download: a table, packed as a release.
FROM alpine:3.24 AS release

RUN set -o pipefail \
    && seq 2 2000000 | factor | awk 'NF == 2 { print $2 }' > primes.txt \
    && tar -czf primes.tar.gz primes.txt

FROM alpine:3.24
WORKDIR /srv/primes
RUN --mount=type=bind,from=release,target=/release \
    cp /release/primes.tar.gz . \
    && tar -xzf primes.tar.gz \
    && rm primes.tar.gz
COPY isprime.sh /usr/local/bin/isprime
RUN chmod 755 /usr/local/bin/isprime
USER nobody
CMD exec isprime 1999993
