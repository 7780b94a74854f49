#!/bin/sh
# Prints what this image takes for local time: now, and at noon UTC on a winter and a summer day.
set -eu

show() { date -d "@$2" "+$1 %Y-%m-%d %H:%M %Z (UTC%z)"; }

show 'now:   ' "$(date +%s)"
show 'winter:' 1768478400
show 'summer:' 1784116800
