FROM public.ecr.aws/docker/library/alpine:3.24
WORKDIR /opt/about
RUN apk update && apk add jq && rm -rf /var/cache/apk/*
COPY about.sh .
RUN chmod 755 about.sh && ln -s /opt/about/about.sh /usr/local/bin/about
USER nobody
ENTRYPOINT ["about"]
