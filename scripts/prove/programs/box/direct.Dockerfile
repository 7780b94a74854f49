FROM scratch
COPY --from=alpine:3.24 /bin/busybox /bin/busybox
COPY --from=alpine:3.24 /lib/ld-musl-x86_64.so.1 /lib/ld-musl-x86_64.so.1
COPY motd /
ENV PATH=/bin
RUN ["/bin/busybox", "ln", "-s", "/bin/busybox", "/bin/sh"]
RUN busybox test -s /motd
ENTRYPOINT ["busybox", "head", "-n", "1"]
CMD ["/motd"]
