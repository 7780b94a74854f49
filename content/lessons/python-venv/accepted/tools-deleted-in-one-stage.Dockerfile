FROM python:3.14-alpine3.24
COPY requirements.txt /srv/board/
RUN apk add --no-cache --virtual .build binutils make musl-dev \
    && python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir -r /srv/board/requirements.txt \
    && apk del .build
COPY times.csv /srv/board/
USER nobody
CMD ["/opt/venv/bin/tabulate", "--header", "--sep", ",", "/srv/board/times.csv"]
