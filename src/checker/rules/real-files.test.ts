import { type Cases, describeCases } from '../testing/cases.ts';

/** What files of real repositories said and a rule did not see, with neighbours that it must not mind. */

const DOTNET = 'FROM mcr.microsoft.com/dotnet/sdk:8.0-alpine AS build\nWORKDIR /src\n';
const MAVEN = 'FROM maven:3-eclipse-temurin-21-alpine AS build\nWORKDIR /src\n';
const GRADLE = 'FROM gradle:8-jdk21-alpine AS build\nWORKDIR /src\n';
const GO = 'FROM golang:1.27-alpine3.24\nWORKDIR /src\n';
const NODE = 'FROM node:24-alpine3.24\nWORKDIR /app\n';
const ALPINE = 'FROM alpine:3.24\n';
const PHP = 'FROM php:8.4-fpm-alpine3.24\n';
const MODULES = { 'go.mod': 'module a\nrequire b v1\n', 'go.sum': 'b v1 h1:x\n', 'main.go': '' };

const CASES: Cases = {
  'copy-before-deps': {
    reported: [
      `${DOTNET}COPY . .\nRUN dotnet restore\n`,
      `${DOTNET}COPY . .\nRUN dotnet restore "Api/Api.csproj" && dotnet publish -c Release -o /out --no-restore\n`,
      `${MAVEN}COPY . .\nRUN mvn -B -DskipTests clean package\n`,
      `FROM eclipse-temurin:21-jdk-alpine\nCOPY . .\nRUN ./mvnw package\n`,
      `${GRADLE}COPY . .\nRUN gradle build --no-daemon\n`,
      `FROM eclipse-temurin:21-jdk-alpine\nCOPY . .\nRUN chmod +x gradlew && ./gradlew bootJar\n`,
      [`${GO}COPY . .\nRUN CGO_ENABLED=0 go build -o /app ./cmd/app\n`, MODULES],
      [`${GO}COPY . .\nRUN go mod tidy && go install ./...\n`, MODULES],
      `FROM node:24-alpine3.24 AS source\nWORKDIR /app\nCOPY . .\nFROM source AS build\nRUN npm ci\n`,
      `FROM node:24-alpine3.24 AS source\nCOPY . .\nFROM source AS a\nRUN npm ci\nFROM source\nCOPY --from=a /x /x\nRUN npm ci\n`,
    ],
    silent: [
      `${DOTNET}COPY *.csproj ./\nRUN dotnet restore\nCOPY . .\nRUN dotnet publish --no-restore\n`,
      `${DOTNET}COPY . .\nRUN dotnet publish -c Release -o /out --no-restore\n`,
      `${MAVEN}COPY pom.xml .\nRUN mvn dependency:go-offline\nCOPY . .\nRUN mvn package\n`,
      `${MAVEN}COPY . .\nRUN --mount=type=cache,target=/root/.m2 mvn package\n`,
      `${MAVEN}COPY . .\nRUN mvn -o package\n`,
      `${MAVEN}COPY . .\nRUN mvn --version\n`,
      `${GRADLE}COPY build.gradle settings.gradle ./\nRUN gradle dependencies\nCOPY . .\nRUN gradle build\n`,
      `${GRADLE}COPY . .\nRUN gradle build --offline\n`,
      `FROM registry.example.com/build:1\nCOPY . .\nRUN mvn package\n`,
      `${GO}COPY . .\nRUN go build -o /app .\n`,
      [`${GO}COPY . .\nRUN go build -o /app .\n`, { ...MODULES, 'vendor/modules.txt': '# b v1\n' }],
      [`${GO}COPY . .\nRUN go build -mod=vendor -o /app .\n`, MODULES],
      [`${GO}COPY . .\nRUN go build -o /app .\n`, { 'go.mod': 'module a\n', 'main.go': '' }],
      [`${GO}COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build .\n`, MODULES],
      [`${GO}COPY . .\nRUN --mount=type=cache,target=/go/pkg/mod go build .\n`, MODULES],
      [`${GO}COPY --from=deps /go/pkg/mod /go/pkg/mod\nCOPY . .\nRUN go build .\n`, MODULES],
      [`${GO}COPY . .\nRUN go install golang.org/x/tools/cmd/stringer@v0.30.0\n`, MODULES],
      [
        `FROM golang:1.27-alpine3.24 AS deps\nCOPY go.mod go.sum ./\nRUN go mod download\nFROM deps\nCOPY . .\nRUN go build .\n`,
        MODULES,
      ],
      `FROM node:24-alpine3.24 AS deps\nCOPY package*.json ./\nRUN npm ci\nFROM deps\nCOPY . .\nRUN npm run build\n`,
      `FROM alpine:3.24 AS source\nCOPY . .\nFROM node:24-alpine3.24\nCOPY --from=source package.json .\nRUN npm ci\n`,
    ],
  },
  'npm-omit-dev': {
    reported: [
      `${NODE}COPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile\nCOPY . .\nCMD ["node", "."]\n`,
      `${NODE}COPY package.json yarn.lock ./\nRUN yarn --frozen-lockfile\nCOPY . .\nCMD ["node", "."]\n`,
      `${NODE}COPY package.json pnpm-lock.yaml ./\nRUN corepack enable && pnpm install --frozen-lockfile\nCOPY . .\nCMD ["node", "."]\n`,
      `${NODE}COPY . .\nRUN npm install -g pnpm && pnpm i\nCMD ["node", "."]\n`,
      `${NODE}COPY . .\nRUN pnpm install --frozen-lockfile && pnpm build\nCMD ["node", "."]\n`,
    ],
    silent: [
      `${NODE}COPY package.json yarn.lock ./\nRUN yarn install --production\nCMD ["node", "."]\n`,
      `${NODE}ENV NODE_ENV=production\nRUN yarn install --frozen-lockfile\nCMD ["node", "."]\n`,
      // Yarn 2 and later have no such option.
      `${NODE}COPY . .\nRUN corepack enable && yarn install\nCMD ["node", "."]\n`,
      `${NODE}COPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn install --immutable\nCMD ["node", "."]\n`,
      `${NODE}RUN pnpm install --prod\nCMD ["node", "."]\n`,
      `${NODE}RUN pnpm i -P\nCMD ["node", "."]\n`,
      `${NODE}COPY . .\nRUN pnpm install && pnpm build && pnpm prune --prod\nCMD ["node", "."]\n`,
      `${NODE}COPY . .\nRUN pnpm install && pnpm --filter=api deploy --prod /out\nCMD ["node", "."]\n`,
      `${NODE}RUN yarn global add serve\nCMD ["serve"]\n`,
      `FROM node:24-alpine3.24 AS build\nRUN pnpm install\nFROM alpine:3.24\nCOPY --from=build /a /a\nCMD ["/a"]\n`,
      `${NODE}RUN yarn install --frozen-lockfile\nCMD ["yarn", "dev"]\n`,
    ],
  },
  'init-missing': {
    reported: [
      `${NODE}CMD ["pnpm", "start"]\n`,
      `${NODE}CMD ["yarn", "start"]\n`,
      `${NODE}ENTRYPOINT ["pnpm", "run", "serve"]\n`,
    ],
    silent: [
      `${NODE}RUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--", "pnpm", "start"]\n`,
      `${NODE}RUN pnpm start\nCMD ["/app"]\n`,
      `${NODE}CMD ["pnpm-server"]\n`,
    ],
  },
  'secret-in-image': {
    reported: [
      `${ALPINE}RUN echo "root:hunter2" | chpasswd\n`,
      `${ALPINE}RUN adduser -D app && echo 'app:s3cr3t' | chpasswd\n`,
      `${ALPINE}RUN printf 'root:hunter2\\n' | chpasswd\n`,
      `${ALPINE}RUN chpasswd <<EOF\nroot:hunter2\nEOF\n`,
      `${ALPINE}ENV DB_PASS=hunter2\n`,
      `${ALPINE}ENV MYSQL_PWD=hunter2\n`,
      `${ALPINE}ARG SMTP_PASS\n`,
      `${ALPINE}ENV SESSIONSECRET=keyboardcat\n`,
      `${ALPINE}ENV PGPASSWORD=hunter2\n`,
      `${ALPINE}COPY .env /app/\nCMD ["/app/a"]\n`,
      `${ALPINE}COPY a.json .env ./\nCMD ["/app/a"]\n`,
      `FROM alpine:3.24 AS build\nCOPY . /src\nFROM alpine:3.24\nCOPY --from=build /src/.env /app/\nCMD ["/app/a"]\n`,
    ],
    silent: [
      `${ALPINE}ARG PASSWORD_FILE\nRUN echo "root:$(cat /run/secrets/a)" | chpasswd\n`,
      `${ALPINE}RUN echo "root:\${P}" | chpasswd\n`,
      `${ALPINE}RUN echo 'root:*' | chpasswd -e\n`,
      `${ALPINE}RUN echo 'app:' | chpasswd\n`,
      `${ALPINE}RUN echo root:root\n`,
      `${ALPINE}ENV PWD=/app OLDPWD=/ BUILD_PWD=here\n`,
      `${ALPINE}ENV RENDER_PASS=2pass BYPASS=x NOPASSWD=yes\n`,
      `${ALPINE}ENV DB_PASS=\n`,
      `${ALPINE}ENV DB_PASS=/run/secrets/db\n`,
      `${ALPINE}ENV SECRETARY=anna\n`,
      `${ALPINE}COPY .env.example /app/.env\n`,
      `FROM alpine:3.24 AS build\nCOPY .env .\nFROM alpine:3.24\nCOPY --from=build /out /out\n`,
    ],
  },
  'unchecked-download': {
    reported: [
      `${PHP}RUN curl -sS https://getcomposer.org/installer | php -- --install-dir=/usr/local/bin --filename=composer\n`,
      `${PHP}RUN curl -sS https://getcomposer.org/installer | php\n`,
      `${PHP}RUN wget -qO- https://example.com/installer | php -d memory_limit=-1 --\n`,
      `${ALPINE}RUN wget -P /usr/local/bin https://example.com/tool && chmod +x /usr/local/bin/*\n`,
      `${ALPINE}RUN wget -O /opt/tools/run.sh https://example.com/run.sh && chmod -R +x /opt/tools\n`,
      `${ALPINE}RUN wget -O /usr/local/bin/tool https://example.com/tool\nRUN chmod a+x /usr/local/bin/\n`,
    ],
    silent: [
      `${PHP}RUN curl -s https://example.com/a.json | php -r 'echo json_decode(stream_get_contents(STDIN))->v;'\n`,
      `${PHP}RUN curl -s https://example.com/a.json | php /app/read.php\n`,
      `${PHP}RUN curl -sS https://example.com/i -o i && echo "abc  i" | sha256sum -c && cat i | php\n`,
      `${ALPINE}RUN wget -O /app/data.json https://example.com/data.json && chmod -R +x /app\n`,
      `${ALPINE}RUN wget -O /usr/local/bin/tool https://example.com/tool && chmod 755 /opt/*\n`,
      `${ALPINE}RUN wget -O /app/model https://example.com/model && chmod -R 755 /app\n`,
    ],
  },
  'build-deps-in-final': {
    reported: [
      `${PHP}RUN apk add --no-cache $PHPIZE_DEPS openssl-dev && pecl install redis && apk del $PHPIZE_DEPS\nCMD ["php-fpm"]\n`,
      `${PHP}RUN apk add --no-cache \${PHPIZE_DEPS} imagemagick-dev && pecl install imagick && apk del --purge \${PHPIZE_DEPS}\nCMD ["php-fpm"]\n`,
      `${PHP}RUN apk add --no-cache $PHPIZE_DEPS && pecl install redis\nRUN apk add --no-cache icu-dev && docker-php-ext-install intl && apk del $PHPIZE_DEPS\nCMD ["php-fpm"]\n`,
    ],
    silent: [
      `${PHP}RUN apk add --no-cache $PHPIZE_DEPS && pecl install redis && apk del $PHPIZE_DEPS\nCMD ["php-fpm"]\n`,
      `${PHP}RUN apk add --no-cache $PHPIZE_DEPS openssl-dev && pecl install redis && apk del $PHPIZE_DEPS openssl-dev\nCMD ["php-fpm"]\n`,
      `${PHP}ARG DEPS\nRUN apk add --no-cache openssl-dev && pecl install redis && apk del $DEPS\nCMD ["php-fpm"]\n`,
      `FROM example.com/php:8-alpine\nRUN apk add --no-cache openssl-dev && pecl install redis && apk del $PHPIZE_DEPS\nCMD ["php-fpm"]\n`,
      `${PHP}ENV PHPIZE_DEPS="openssl-dev g++"\nRUN apk add --no-cache openssl-dev && pecl install redis && apk del $PHPIZE_DEPS\nCMD ["php-fpm"]\n`,
      `${PHP}RUN apk add --no-cache g++ make && pecl install redis && apk del $PHPIZE_DEPS\nCMD ["php-fpm"]\n`,
    ],
  },
  'deleted-later': {
    reported: [
      `${ALPINE}COPY wheels /wheels\nRUN pip install --no-index --find-links=/wheels a\nRUN rm -rf /wheels\n`,
      `${ALPINE}COPY wheels /wheels\nRUN pip install /wheels/* && rm -rf /wheels\n`,
      [`${ALPINE}COPY deploy /deploy\nRUN true\nRUN rm -r /deploy\n`, { 'deploy/a': '' }],
      `${ALPINE}COPY vendor /tmp2\nRUN cd /tmp2 && make\nRUN rm -rf /tmp2\n`,
    ],
    silent: [
      [`${ALPINE}COPY deploy /deploy\nRUN /deploy && rm -rf /deploy\n`, { deploy: '' }],
      `${ALPINE}COPY install /install\nRUN /install && rm -rf /install\n`,
      `${ALPINE}COPY wheels /wheels\nRUN pip install /wheels/*\n`,
      `FROM alpine:3.24 AS build\nCOPY wheels /wheels\nRUN pip install /wheels/* && rm -rf /wheels\nFROM alpine:3.24\nCOPY --from=build /a /a\n`,
      `${ALPINE}COPY wheels /tmp/wheels\nRUN pip install /tmp/wheels/*\nRUN ls /tmp/wheels/\n`,
    ],
  },
  'log-symlink': {
    reported: [
      `${PHP}RUN ln -sf /dev/stderr /var/log/php/error.log\n`,
      `${PHP}RUN ln -sf /dev/stdout /var/log/php-fpm/access.log\n`,
      `FROM php:8.4-cli-alpine3.24\nRUN ln -s /proc/self/fd/2 /var/log/app/error.log\n`,
    ],
    silent: [
      `${PHP}RUN mkdir -p /var/log/php && ln -sf /dev/stderr /var/log/php/error.log\n`,
      `${PHP}RUN apk add --no-cache nginx && ln -sf /dev/stdout /var/log/nginx/access.log\n`,
      `${PHP}RUN ln -sf /dev/stderr /var/log/php.log\n`,
      `FROM php:8.4-apache\nRUN ln -sf /dev/stderr /var/log/apache2/error.log\n`,
      `FROM example.com/php:8-alpine\nRUN ln -sf /dev/stderr /var/log/php/error.log\n`,
    ],
  },
  'tz-dangling': {
    reported: [
      `${ALPINE}RUN apk add --no-cache --virtual .tz tzdata && ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime && apk del .tz\n`,
      `${ALPINE}RUN apk add --no-cache -t .deps tzdata curl && ln -sf /usr/share/zoneinfo/Asia/Tokyo /etc/localtime\nRUN apk del .deps\n`,
      `${PHP}RUN apk add --no-cache --virtual .tz tzdata && ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime && apk del .tz\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache --virtual .tz tzdata && cp /usr/share/zoneinfo/Europe/Berlin /etc/localtime && apk del .tz\n`,
      `${ALPINE}RUN apk add --no-cache --virtual .tz tzdata && ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime\n`,
      `${ALPINE}RUN apk add --no-cache tzdata && apk add --virtual .b gcc && ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime && apk del .b\n`,
    ],
  },
  'heredoc-errexit': {
    reported: [
      'FROM debian:13-slim\nRUN <<EOF\napt-get update\napt-get install -y curl\nEOF\n',
      'FROM python:3.14-slim\nRUN <<EOF\npip install a\necho done\nEOF\n',
      'FROM debian:13\nSHELL ["/bin/bash", "-c"]\nRUN <<EOF\nmake\nmake install\nEOF\n',
    ],
    silent: [
      'FROM debian:13-slim\nRUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nEOF\n',
      'FROM debian:13\nSHELL ["/bin/bash", "-e", "-c"]\nRUN <<EOF\nmake\nmake install\nEOF\n',
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN <<EOF\nmake\nmake install\nEOF\n',
      'FROM debian:13\nRUN <<EOF python3\nimport os\nprint(1)\nEOF\n',
    ],
  },
  'apk-exact-pin': {
    reported: [
      `${ALPINE}RUN echo '@edge https://dl-cdn.alpinelinux.org/alpine/edge/testing' >> /etc/apk/repositories && apk add --no-cache jq=1.8.1-r0\n`,
      `${ALPINE}RUN echo "@testing http://dl-cdn.alpinelinux.org/alpine/edge/testing" >> /etc/apk/repositories\nRUN apk add --no-cache b@testing jq=1.8.1-r0\n`,
      `FROM public.ecr.aws/docker/library/alpine:3.24\nRUN apk add --no-cache jq=1.8.1-r0\n`,
    ],
    silent: [
      `${ALPINE}RUN echo 'https://apk.example.com/v1' >> /etc/apk/repositories && apk add --no-cache jq=1.8.1-r0\n`,
      `${ALPINE}RUN echo '@own https://apk.example.com/v1' >> /etc/apk/repositories && apk add --no-cache jq@own=1.8.1-r0\n`,
      `${ALPINE}RUN echo '@edge https://dl-cdn.alpinelinux.org/alpine/edge/testing' > /etc/apk/repositories && apk add --no-cache jq=1.8.1-r0\n`,
      `${ALPINE}COPY repositories /etc/apk/repositories\nRUN apk add --no-cache jq=1.8.1-r0\n`,
    ],
  },
  'apk-unknown-option': {
    reported: [
      `${ALPINE}RUN apk install curl\n`,
      `${ALPINE}RUN apk --no-cache install -y curl\n`,
      `${ALPINE}RUN apk add --no-cache curl && apk remove curl\n`,
      `${ALPINE}RUN apk uninstall curl\n`,
    ],
    silent: [
      `${ALPINE}RUN apk add --no-cache install\n`,
      `${ALPINE}RUN apk -X https://example.com/install add curl\n`,
      `${ALPINE}ARG what\nRUN apk $what install\n`,
      'FROM debian:13\nRUN apk install curl || true\n',
    ],
  },
  'bash-missing': {
    reported: [
      'FROM scratch\nADD alpine-minirootfs-3.24.0-x86_64.tar.gz /\nRUN bash -c "echo"\n',
      'FROM mirror.gcr.io/library/alpine:3.24\nRUN bash -c "echo"\n',
    ],
    silent: ['FROM scratch\nADD rootfs.tar.gz /\nRUN bash -c "echo"\n', 'FROM dhi.io/bash:5\nRUN bash -c "echo"\n'],
  },
  'base-floating': {
    reported: [
      'FROM alpine:3\n',
      'FROM public.ecr.aws/docker/library/alpine:3\n',
      'FROM docker.io/library/alpine:3\n',
      'FROM public.ecr.aws/docker/library/node:24-alpine\n',
    ],
    silent: [
      'FROM alpine:3.24\n',
      'FROM example.com/alpine:3\n',
      'ARG V=3\nFROM alpine:$V\n',
      'FROM alpine:3@sha256:1\n',
    ],
  },
  'base-ended': {
    reported: [
      'FROM public.ecr.aws/docker/library/alpine:3.15\n',
      'FROM mirror.gcr.io/library/alpine:3.15\n',
      'FROM public.ecr.aws/docker/library/python:3.9-alpine3.15\n',
      'FROM scratch\nADD alpine-minirootfs-3.15.0-x86_64.tar.gz /\n',
    ],
    silent: [
      'FROM scratch\nADD alpine-minirootfs-3.24.0-x86_64.tar.gz /\n',
      'FROM scratch\nADD debian-rootfs-3.15.0.tar.gz /\n',
      'FROM scratch\nCOPY alpine-minirootfs-3.15.0-x86_64.tar.gz /\n',
    ],
  },
  'apk-no-cache': {
    reported: [
      'FROM scratch\nADD alpine-minirootfs-3.24.0-x86_64.tar.gz /\nRUN apk add curl\n',
      'FROM scratch\nARG V=3.24.0\nADD alpine-minirootfs-${V}-aarch64.tar.gz /\nRUN apk add curl\n',
      'FROM scratch AS root\nADD alpine-minirootfs-3.24.0-x86_64.tar.gz /\nFROM root\nRUN apk add curl\n',
    ],
    silent: [
      'FROM scratch\nADD alpine-minirootfs-3.24.0-x86_64.tar.gz /opt/\nRUN ["/app", "apk", "add"]\n',
      'FROM scratch\nADD alpine-minirootfs-3.24.0-x86_64.tar.gz /\nRUN apk add --no-cache curl\n',
      'FROM scratch\nADD rootfs.tar.gz /\nRUN echo\n',
    ],
  },
  syntax: {
    reported: [
      `${ALPINE}COPY a.txt b.txt /dst\n`,
      `${ALPINE}ADD a.txt b.txt c.txt dst\n`,
      `${ALPINE}WORKDIR /app\nCOPY ["a b.txt", "c.txt", "conf"]\n`,
      'FROM scratch\nCOPY a.json b.json /conf\n',
      `# syntax=docker/dockerfile:1\n${ALPINE}RUN --device=nvidia.com/gpu=all nvidia-smi\n`,
    ],
    silent: [
      `${ALPINE}COPY a.txt b.txt /dst/\n`,
      `${ALPINE}WORKDIR /dst\nCOPY a.txt b.txt /dst\n`,
      `${ALPINE}RUN mkdir -p /dst\nCOPY a.txt b.txt /dst\n`,
      `${ALPINE}COPY src lib /dst\n`,
      `${ALPINE}COPY a.sh b.sh /usr/local/bin\n`,
      'FROM example.com/app\nCOPY a.txt b.txt /dst\n',
      `# syntax=example.com/frontend:1\n${ALPINE}RUN --device=a true\n`,
      `${ALPINE}COPY a.txt b.txt .\n`,
      `${ALPINE}COPY a.txt b.txt ..\n`,
      `${ALPINE}ARG D=/dst/\nCOPY a.txt b.txt $D\n`,
      `${ALPINE}COPY a.txt /dst\n`,
      `# syntax=docker/dockerfile:1-labs\n${ALPINE}RUN --device=nvidia.com/gpu=all nvidia-smi\n`,
    ],
  },
};

describeCases(CASES);
