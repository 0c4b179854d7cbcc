# Waymark as an image: no compiler, no root, nothing written outside /data and /tmp.
#   docker build -t waymark .
#   docker run --read-only --tmpfs /tmp -v waymark:/data -p 3000:3000 --env-file .env waymark
# Two stages: the first has pip's leavings, the second only what runs.

FROM python:3.11-slim AS built
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/waymark \
    && /opt/waymark/bin/pip install --require-hashes --only-binary=:all: -r /tmp/requirements.txt \
    && /opt/waymark/bin/pip uninstall --yes pip setuptools
WORKDIR /app
COPY pyproject.toml LICENSE ./
COPY journey ./journey
COPY drawing ./drawing
COPY storage ./storage
COPY commands ./commands
COPY bot ./bot
COPY playground ./playground
# compiled now: the file system cannot be written to later
RUN /opt/waymark/bin/python -m compileall -q /app

FROM python:3.11-slim
RUN groupadd --gid 10001 waymark \
    && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin waymark \
    && install --directory --owner=waymark --group=waymark --mode=0700 /data
COPY --from=built /opt/waymark /opt/waymark
COPY --from=built /app /app
# /data: the SQLite file and its secret, where there is no PostgreSQL; the cache of fonts. HOME says where that is.
ENV PATH=/opt/waymark/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/data \
    HOST=0.0.0.0 \
    PORT=3000 \
    LOG_FORMAT=json
WORKDIR /data
USER 10001:10001
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=4s --start-period=15s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/readyz', timeout=3)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
