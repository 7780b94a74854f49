FROM alpine:3.24
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
ENV PREFIX=/opt/zratio
RUN install_tools() { for tool in "$@"; do apk add --no-cache "$tool"; done; }; \
    install_tools binutils make musl-dev zstd-dev
COPY ["Makefile", "zratio.s", "/src/"]
RUN (cd /src && make prefix="$PREFIX" install) | tee /tmp/log

FROM alpine:3.24
RUN apk add --no-cache zstd
COPY --from=0 /opt/zratio /opt/zratio
ENV PATH=/opt/zratio/bin:$PATH
COPY --chmod=755 <<EOF /entrypoint.sh
#!/bin/sh
exec zratio "\$@"
EOF
ENTRYPOINT ["/entrypoint.sh"]
CMD ["/etc/services"]
