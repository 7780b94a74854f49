FROM alpine:3.24

RUN set -eo pipefail; \
    mkdir /srv/primes; \
    seq 2 2000000 | factor | awk 'NF == 2 { print $2 }' > /srv/primes/primes.txt

COPY --chmod=755 isprime.sh /usr/local/bin/isprime

USER nobody
CMD ["isprime", "1999993"]
