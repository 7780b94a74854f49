FROM node:26-slim AS modules
ENV npm_config_libc=musl
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci

FROM node:26-alpine3.24
WORKDIR /srv
COPY --from=modules /app .
COPY gate.js .
USER 1000
CMD node gate.js
