FROM node:26-alpine3.24
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY gate.js ./
USER node
CMD ["node", "gate.js"]
