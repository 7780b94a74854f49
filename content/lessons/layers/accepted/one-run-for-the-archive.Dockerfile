FROM alpine:3.24

WORKDIR /srv/primes
RUN set -o pipefail \
    && seq 2 2000000 | factor | awk 'NF == 2 { print $2 }' > /tmp/primes.txt \
    && tar -czf /tmp/primes.tar.gz -C /tmp primes.txt \
    && tar -xzf /tmp/primes.tar.gz \
    && rm /tmp/primes.txt /tmp/primes.tar.gz

COPY --chmod=755 isprime.sh /usr/local/bin/isprime

USER nobody
CMD ["isprime", "1999993"]
