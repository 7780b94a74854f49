FROM public.ecr.aws/docker/library/alpine:3.24 AS tools
RUN apk --no-cache add sgdisk dosfstools jq

FROM tools
COPY --chmod=755 medium.sh /usr/local/bin/
USER 10001
CMD ["medium.sh"]
