FROM public.ecr.aws/docker/library/alpine:3.24

# by what they bring, whatever the package is called
RUN apk add --no-cache cmd:git cmd:jq

COPY --chmod=0755 inventory.sh /usr/local/bin/inventory

ENTRYPOINT ["inventory"]
