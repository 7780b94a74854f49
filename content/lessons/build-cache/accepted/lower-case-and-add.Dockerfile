from alpine:3.24
run apk --no-cache add jq
add times.txt /srv/board/
run cd /srv/board && sort times.txt > table.txt
add board.sh /srv/board/
user nobody
cmd exec sh /srv/board/board.sh
