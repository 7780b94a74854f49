from alpine:3.24
env TZ "Europe/Berlin"
copy --chmod=755 clock.sh /usr/local/bin/clock
run ["apk", "add", "--no-cache", "tzdata"]
entrypoint ["/usr/local/bin/clock"]
