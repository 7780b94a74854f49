#!/bin/sh
# Makes the image of a boot medium: 8 MiB with one FAT partition. Prints its partition table as JSON.
set -eu
medium=$(mktemp)
fat=$(mktemp)

truncate -s 8M "$medium"
sgdisk --clear --new 1:2048:14335 --typecode 1:ef00 --change-name 1:BOOT "$medium" > /dev/null
truncate -s 6M "$fat"
mkfs.fat -n BOOT "$fat" > /dev/null
dd if="$fat" of="$medium" bs=512 seek=2048 conv=notrunc 2> /dev/null

sgdisk --info 1 "$medium" |
  jq --raw-input --slurp --compact-output '[scan("(Partition name|First sector|Last sector): \\W?(\\w+)") | {(.[0]): .[1]}] | add'
rm "$medium" "$fat"
