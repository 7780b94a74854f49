FROM python:3.14-alpine3.24 AS compile-image
RUN apk add --no-cache binutils make musl-dev
WORKDIR /srv/board
COPY requirements.txt ./
RUN python3 -m venv .venv && . .venv/bin/activate && python -m pip install --no-cache-dir --requirement requirements.txt

FROM python:3.14-alpine3.24
WORKDIR /srv/board
COPY --from=compile-image /srv/board/.venv .venv
COPY times.csv ./
USER nobody
CMD [".venv/bin/tabulate", "--header", "--sep", ",", "/srv/board/times.csv"]
