from alpine:3.24
copy --chmod=0755 worker.sh /usr/local/bin/worker
run apk --no-cache add tini
entrypoint [ "/sbin/tini" , "-g" , "--" , "/usr/local/bin/worker" ]
