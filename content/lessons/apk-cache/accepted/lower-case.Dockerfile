from alpine:3.24
run apk --no-cache add jq git
copy --chmod=0755 ["inventory.sh", "/usr/local/bin/inventory"]
entrypoint ["/usr/local/bin/inventory"]
