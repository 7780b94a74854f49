FROM node:26-alpine3.24 AS base
WORKDIR /app
COPY package.json package-lock.json ./

FROM base AS modules
RUN npm clean-install --omit=dev --no-audit --no-fund

FROM base
COPY --from=modules /app/node_modules ./node_modules
COPY gate.js ./
USER node
ENTRYPOINT ["node"]
CMD ["/app/gate.js"]
