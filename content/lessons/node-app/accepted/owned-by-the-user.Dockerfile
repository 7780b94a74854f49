FROM node:26-alpine3.24 AS build
USER node
WORKDIR /home/node/app
COPY --chown=node:node package.json package-lock.json tsconfig.json ./
RUN npm clean-install --no-audit --no-fund
COPY --chown=node:node src src
RUN npm run build

FROM node:26-alpine3.24
USER node
WORKDIR /home/node/app
COPY --chown=node:node package.json package-lock.json ./
RUN npm clean-install --omit dev
COPY --from=build /home/node/app/dist dist
CMD ["dist/server.js"]
