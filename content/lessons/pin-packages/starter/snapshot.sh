#!/bin/sh
# Tries the two tools of a backup: packs the newest state of a repository.
set -eu

cd "$(mktemp -d)"
git init -q
echo "state of $(date -I)" > state.txt
git add state.txt
git -c user.name=backup -c user.email=backup@example.org commit -qm "A state"
git archive HEAD | zstd -q > state.tar.zst
zstd -tq state.tar.zst

echo "packed with git $(git --version | cut -d ' ' -f 3)"
