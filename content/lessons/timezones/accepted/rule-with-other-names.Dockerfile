FROM alpine:3.24
COPY --chmod=755 clock.sh /usr/local/bin/clock
ENTRYPOINT ["env", "TZ=MEZ-1MESZ-2,M3.5.0/2,M10.5.0/3:00"]
CMD ["/usr/local/bin/clock"]
