FROM node:26-alpine3.24 AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM alpine:3.24
RUN apk add --no-cache nodejs
WORKDIR /app
COPY --from=modules /app/node_modules node_modules
COPY package.json gate.js ./
USER nobody
CMD ["node", "gate.js"]
