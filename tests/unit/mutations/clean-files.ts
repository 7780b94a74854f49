/**
 * Dockerfiles as they should be: none has a finding in the profile `app`. The mutations break them one by one, so each
 * file carries what its rules look at.
 */
export const cleanFiles = {
  /** A tool on plain Alpine, with a user and a health check. */
  tool: `FROM alpine:3.24
RUN apk add --no-cache git jq
WORKDIR /work
COPY --chmod=755 report.sh /usr/local/bin/report
COPY site.conf /etc/site.conf
RUN addgroup -S app && adduser -S -D -H -G app app
USER app:app
HEALTHCHECK CMD wget -q --spider http://127.0.0.1:8080/health || exit 1
CMD ["nc", "-lk", "-p", "8080"]
`,

  /** A Go server in scratch. */
  go: `FROM golang:1.27-alpine3.24 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o /server ./cmd/server

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /server /server
USER 65534:65534
ENTRYPOINT ["/server", "--upstream", "https://example.org"]
`,

  /** A Node.js server behind tini, with the dependencies in front of the source. */
  node: `FROM node:24-alpine3.24
RUN apk add --no-cache tini
ENV NODE_ENV=production
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY --chown=node:node . .
USER node
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["node", "server.js"]
`,

  /** A Python service whose virtual environment is made in a stage of its own. */
  python: `FROM python:3.14-alpine3.24 AS build
RUN apk add --no-cache gcc musl-dev postgresql-dev
COPY requirements.txt ./
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.14-alpine3.24
RUN apk add --no-cache libpq tini
COPY --from=build /opt/venv /opt/venv
COPY app /srv/app
WORKDIR /srv
USER 10001:10001
ENTRYPOINT ["/sbin/tini", "--", "/opt/venv/bin/gunicorn", "-b", "0.0.0.0:8000", "app:app"]
`,

  /** A C program that is fetched, checked, compiled and cleaned up in one RUN. */
  c: `FROM alpine:3.24
ARG TOOL_SHA256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
RUN set -eux; \\
    apk add --no-cache --virtual .build-deps gcc make musl-dev; \\
    wget -O /tmp/tool.tar.gz https://example.org/tool-1.2.tar.gz; \\
    echo "$TOOL_SHA256  /tmp/tool.tar.gz" | sha256sum -c -; \\
    tar -xzf /tmp/tool.tar.gz -C /tmp; \\
    make -C /tmp/tool-1.2 LDFLAGS=-static install; \\
    rm -r /tmp/tool.tar.gz /tmp/tool-1.2; \\
    apk del .build-deps
USER 10001:10001
CMD ["tool", "--serve"]
`,

  /** A static program and a site, each from a stage of its own. */
  stages: `FROM alpine:3.24 AS build
RUN apk add --no-cache build-base
COPY hello.c /src/
RUN gcc -static -O2 -o /hello /src/hello.c

FROM debian:13-slim AS site
RUN mkdir /site && date > /site/built

FROM alpine:3.24
COPY --from=build /hello /usr/local/bin/hello
COPY --from=site /site /srv/site
USER 10001:10001
CMD ["hello"]
`,

  /** A service in the time zone of its users, with scripts in heredocs. */
  zone: `# syntax=docker/dockerfile:1
FROM alpine:3.24
RUN apk add --no-cache ca-certificates tzdata
COPY own.crt /usr/local/share/ca-certificates/own.crt
RUN update-ca-certificates
RUN <<EOF
set -e
addgroup -S app
adduser -S -D -H -G app app
install -d -o app -g app /var/lib/app
EOF
COPY --chmod=755 <<'EOF' /entrypoint.sh
#!/bin/sh
set -e
echo "starting as $(id -un)"
exec "$@"
EOF
ENV TZ=Europe/Berlin LANG=C.UTF-8
USER app:app
ENTRYPOINT ["/entrypoint.sh"]
CMD ["nc", "-lk", "-p", "8080"]
`,
} as const;

export type CleanFile = keyof typeof cleanFiles;
