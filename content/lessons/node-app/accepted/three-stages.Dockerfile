FROM node:26-alpine3.24 AS manifests
WORKDIR /app
COPY package.json package-lock.json ./

FROM manifests AS build
RUN npm ci
COPY tsconfig.json ./
COPY src src
RUN npx tsc

FROM manifests AS modules
RUN npm ci --omit=dev

FROM node:26-alpine3.24
WORKDIR /app
COPY package.json ./
COPY --from=modules /app/node_modules node_modules
COPY --from=build /app/dist dist
USER 1000:1000
ENTRYPOINT ["node", "dist/server.js"]
