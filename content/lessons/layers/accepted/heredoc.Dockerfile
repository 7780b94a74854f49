# Stands for your download: a table, packed as a release.
FROM alpine:3.24 AS release

RUN set -o pipefail \
    && seq 2 2000000 | factor | awk 'NF == 2 { print $2 }' > primes.txt \
    && tar -czf primes.tar.gz primes.txt

FROM alpine:3.24
RUN --mount=type=bind,from=release,source=primes.tar.gz,target=/mnt/table.tgz <<EOF
set -eu
mkdir -p /srv/primes
cd /srv/primes
tar -x -z -f /mnt/table.tgz primes.txt
chmod 644 primes.txt
EOF
COPY --chmod=755 isprime.sh /opt/isprime/run
WORKDIR /opt/isprime
USER nobody
CMD ["./run", "1999993"]
