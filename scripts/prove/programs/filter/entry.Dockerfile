FROM alpine:3.24
RUN apk add --no-cache jq grep
WORKDIR /app
COPY --link data.json filter.jq ./
COPY --chmod=0755 <<EOF /entry
#!/bin/sh
set -e
cd /app
exec "\$@"
EOF
ENTRYPOINT ["/entry"]
CMD ["jq", "length", "data.json"]
