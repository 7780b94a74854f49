FROM alpine:3.24
WORKDIR /opt/words
COPY . .
RUN set -eux; \
    for name in count first last; do \
      ln -s count.sh "$name"; \
    done; \
    for name in first last; do \
      if [ -e "$name" ]; then rm "$name"; fi; \
    done; \
    find . -name Dockerfile -delete
RUN case "$(uname -m)" in x86_64) echo amd64 > arch ;; *) exit 1 ;; esac
ENV PATH="/opt/words:$PATH"
CMD count text.txt
