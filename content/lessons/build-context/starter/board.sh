#!/bin/sh
# board.sh LINE: the name of a line and its next departures
set -eu
line=/srv/board/feeds/$1
head -n 1 "$line/about.md"
sort "$line/times.txt" | head -n 3
