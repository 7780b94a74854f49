FROM alpine:3.24
RUN apk add --no-cache python3 py3-scikit-learn
WORKDIR /srv/board
COPY delay.py ./
USER nobody
CMD ["python3", "delay.py"]
