FROM alpine:3.24
RUN apk add --no-cache python3 py3-scikit-learn && python3 -m venv --system-site-packages /opt/venv
WORKDIR /srv/board
COPY delay.py ./
USER nobody
CMD ["/opt/venv/bin/python", "delay.py"]
