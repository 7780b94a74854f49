FROM node:26-slim AS modules
WORKDIR /opt/gate
COPY package*.json ./
RUN npm install --omit dev --os linux --cpu x64 --libc musl

FROM node:26-alpine3.24
COPY --from=modules /opt/gate /opt/gate
COPY gate.js /opt/gate/
USER nobody
CMD ["node", "/opt/gate/gate.js"]
