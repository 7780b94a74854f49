from alpine:3.24 as release
run set -o pipefail \
    && seq 2 2000000 | factor | awk 'NF == 2 { print $2 }' > primes.txt \
    && tar -czf primes.tar.gz primes.txt

from docker.io/library/alpine:3.24
workdir /srv/primes
run --mount=type=bind,from=release,target=/mnt ["tar", "-x", "-z", "-f", "/mnt/primes.tar.gz"]
copy --chmod=755 ["isprime.sh", "/usr/local/bin/isprime"]
user nobody
cmd ["/bin/sh", "/usr/local/bin/isprime", "1999993"]
