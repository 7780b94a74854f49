FROM python:3.14-alpine3.24 AS build

WORKDIR /src
COPY requirements.txt ./
RUN python3 -m venv /src/venv && /src/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM debian:13-slim AS barcode

RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
COPY barcode.c /src/
RUN gcc -O2 -o /src/barcode /src/barcode.c

FROM node:24-alpine3.24 AS preview

WORKDIR /src
COPY package.json package-lock.json ./
RUN npm install
COPY preview/ ./preview/
RUN npm run build

FROM python:3.14-alpine3.24

RUN apk add --no-cache --virtual .letters-build freetype-dev gcc make musl-dev
COPY letters/ /src/letters/
RUN make -C /src/letters install
RUN apk del .letters-build

COPY --from=build /src/venv /opt/venv
COPY --from=barcode /src/barcode /usr/local/bin/
COPY --from=preview /src/dist/ /app/preview/
WORKDIR /app
COPY labels.py ./

USER nobody
CMD ["/opt/venv/bin/python", "labels.py"]
