ARG PYTHON=3.14
FROM python:${PYTHON}-alpine3.24 AS base

FROM base AS environment
RUN apk add --no-cache --virtual .tools binutils make musl-dev
COPY requirements.txt /requirements.txt
RUN python -m venv /venv && /venv/bin/python -m pip install --no-cache-dir -r /requirements.txt

FROM base
COPY times.csv /srv/board/times.csv
COPY --from=environment /venv /venv
USER nobody:nobody
ENTRYPOINT ["/venv/bin/tabulate", "--header", "--sep", ","]
CMD ["/srv/board/times.csv"]
