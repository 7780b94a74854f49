#!/bin/bash
# Prints the card of a machine: what it is, when it was checked, where its manual is, and its parts.
set -eu

name=$(jq -r .part /srv/crane.json)
numbers=$(wc -l < /srv/numbers.txt)
parts=$(parts /srv/crane.json)

echo "machine:  $name"
echo "checked:  $(date -d 2026-11-29 +%A)"
echo "manual:   $(cat /srv/manual.txt 2>&1)"
echo "numbers:  $numbers"
echo "parts:    $parts"
