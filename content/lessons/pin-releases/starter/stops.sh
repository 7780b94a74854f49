#!/bin/sh
# Prints the stops of a bus line, and which releases of Alpine made and run this image.
set -eu

cat /srv/stops/stops.json
echo "made on Alpine $(cat /srv/stops/made-on), runs on Alpine $(cat /etc/alpine-release)"
