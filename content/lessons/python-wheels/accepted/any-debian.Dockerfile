FROM python:3.14-slim
WORKDIR /srv/board
COPY requirements.txt ./
# Take built packages only: compiling took more than an hour.
RUN pip install --no-cache-dir --only-binary=:all: -r requirements.txt
COPY delay.py ./
USER nobody
CMD ["python", "delay.py"]
