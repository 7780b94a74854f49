ARG BASE=alpine:3.24
FROM $BASE
RUN if command -v apk; then apk add --no-cache jq; \
    else apt-get update && apt-get install -y --no-install-recommends jq && rm -rf /var/lib/apt/lists/*; fi
COPY --chmod=755 about.sh /usr/local/bin/about
USER nobody
CMD ["about"]
