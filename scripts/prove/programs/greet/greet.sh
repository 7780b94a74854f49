#!/bin/sh
# Greets by name, with the words of a file beside it.
set -eu
cd "$(dirname "$0")"
while read -r line; do
  echo "$line, ${1:-nobody}"
done < words.txt
