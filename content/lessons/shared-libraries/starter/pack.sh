#!/bin/sh
# Packs a file with all cores, and says how large it was and is.
set -eu

file=${1:-/etc/services}
pzstd --quiet --stdout "$file" > /tmp/packed.zst
echo "$file: $(wc -c < "$file") bytes, packed $(wc -c < /tmp/packed.zst)"
