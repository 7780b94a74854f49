# Stands for your download: a table, packed as a release.
FROM alpine:3.24 AS release

RUN set -o pipefail \
    && seq 2 2000000 | factor | awk 'NF == 2 { print $2 }' > primes.txt \
    && tar -czf primes.tar.gz primes.txt

FROM alpine:3.24 AS unpack
RUN --mount=type=bind,from=release,source=/primes.tar.gz,target=/tmp/primes.tar.gz \
    mkdir -p /out/srv/primes && tar xf /tmp/primes.tar.gz -C /out/srv/primes

FROM alpine:3.24
COPY --from=unpack /out /
COPY --chmod=0755 isprime.sh /usr/bin/isprime
USER 65534:65534
ENTRYPOINT ["/usr/bin/isprime"]
CMD ["1999993"]
