FROM node:26-alpine3.24
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
COPY src src
RUN npm ci && npm run build && npm prune --omit=dev && npm cache clean --force
USER node
CMD ["node", "dist/server.js"]
