#!/bin/sh
# Says which tools this image brings, as JSON.
set -eu

exec jq -n \
  --arg alpine "$(cat /etc/alpine-release)" \
  --arg git "$(git --version | cut -d ' ' -f 3)" \
  --arg jq "$(jq --version | cut -d - -f 2)" \
  '{ alpine: $alpine, git: $git, jq: $jq }'
