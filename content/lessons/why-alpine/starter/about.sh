#!/bin/sh
# Says what this image is made of, as JSON.
set -eu

. /etc/os-release

libc=glibc
for loader in /lib/ld-musl-*; do
  if [ -e "$loader" ]; then libc=musl; fi
done

exec jq -n \
  --arg system "$PRETTY_NAME" \
  --arg shell "$(readlink -f /bin/sh)" \
  --arg libc "$libc" \
  '{ system: $system, shell: $shell, "C library": $libc }'
