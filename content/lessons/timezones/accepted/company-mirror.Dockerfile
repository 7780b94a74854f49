FROM public.ecr.aws/docker/library/alpine:3.24
RUN apk add --no-cache tzdata
ENV TZ=Europe/Berlin
COPY --chmod=755 clock.sh /usr/local/bin/clock
CMD ["/usr/local/bin/clock"]
