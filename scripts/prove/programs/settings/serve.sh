#!/bin/sh
# Prints what it would serve.
set -eu
test -r /etc/app.conf
exec sed 's/^/setting: /' /etc/app.conf
