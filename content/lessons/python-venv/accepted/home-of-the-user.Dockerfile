FROM python:3.14-alpine3.24 AS compile-image
RUN apk add --no-cache binutils make musl-dev
COPY requirements.txt /build/
RUN pip install --user --no-cache-dir -r /build/requirements.txt

FROM python:3.14-alpine3.24
RUN adduser -D board
COPY --from=compile-image --chown=board:board /root/.local /home/board/.local
COPY times.csv /srv/board/
USER board
CMD ["/home/board/.local/bin/tabulate", "--header", "--sep", ",", "/srv/board/times.csv"]
