FROM python:3.14-alpine3.24 AS build

WORKDIR /src
COPY requirements.txt ./
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.14-alpine3.24

COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY labels.py ./

USER nobody
CMD ["/opt/venv/bin/python", "labels.py"]
