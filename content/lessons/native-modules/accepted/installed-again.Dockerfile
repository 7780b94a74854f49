FROM node:26-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:26-alpine3.24
WORKDIR /app
COPY --from=modules /app ./
RUN npm ci --omit=dev
COPY gate.js ./
USER node
CMD ["node", "gate.js"]
