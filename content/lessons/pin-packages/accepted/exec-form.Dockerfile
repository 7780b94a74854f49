from alpine:3.19
run ["apk", "--no-cache", "add", "git", "zstd"]
copy --chmod=755 ["snapshot.sh", "/usr/local/bin/snapshot"]
user nobody
cmd ["sh", "/usr/local/bin/snapshot"]
