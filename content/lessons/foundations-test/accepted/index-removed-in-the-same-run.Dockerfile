ARG BRANCH=3.23
FROM alpine:${BRANCH}
WORKDIR /srv/tides
RUN apk update \
    && apk add jq \
    && rm -rf /var/cache/apk/*
COPY ["tides.txt", "./"]
RUN grep high tides.txt | sort > high.txt
COPY ["tides.sh", "./"]
USER nobody
CMD sh tides.sh
