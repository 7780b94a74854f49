FROM python:3.14-slim-trixie AS packages
RUN pip install --no-cache-dir --only-binary :all: --target /packages scikit-learn==1.9.1

FROM python:3.14-slim-trixie
ENV PYTHONPATH=/packages
COPY --from=packages /packages /packages
COPY delay.py /
USER nobody
ENTRYPOINT ["python3"]
CMD ["/delay.py"]
