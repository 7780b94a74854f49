from alpine:3.24
run apk add --no-cache cmd:pzstd
copy pack.sh /pack.sh
user nobody:nobody
cmd ["sh", "/pack.sh"]
