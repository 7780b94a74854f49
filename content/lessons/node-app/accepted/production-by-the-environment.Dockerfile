FROM node:26-alpine3.24 AS build
WORKDIR /src
COPY package.json package-lock.json tsconfig.json ./
RUN npm ci
COPY src src
RUN ./node_modules/.bin/tsc

FROM node:26-alpine3.24
ENV NODE_ENV=production
WORKDIR /srv/board
COPY package.json package-lock.json ./
RUN npm ci
COPY --from=build /src/dist/server.js dist/
USER nobody
CMD exec node dist/server.js
