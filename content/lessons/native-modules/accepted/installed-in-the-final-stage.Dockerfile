FROM node:26-alpine3.24
WORKDIR /home/node/gate
RUN --mount=type=bind,source=package.json,target=package.json \
    --mount=type=bind,source=package-lock.json,target=package-lock.json \
    --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev
COPY package.json gate.js ./
USER node
CMD ["gate.js"]
