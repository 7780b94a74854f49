#!/bin/sh
# Counts words, most frequent first.
set -eu
tr -s ' ' '\n' < "${1:-/usr/share/words/text.txt}" | sort | uniq -c | sort -rn | head -n 3
