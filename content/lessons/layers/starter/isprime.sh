#!/bin/sh
# Says whether a number below two million is prime. The answer stands in a table.
set -eu

number=${1:?Usage: isprime NUMBER}

if grep -qx "$number" /srv/primes/primes.txt; then
  echo "$number is prime"
else
  echo "$number is not prime"
fi
