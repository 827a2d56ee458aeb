# Two stages: the first builds the index with sentence-transformers and torch, the second answers without them.
# The CPU build of torch: from PyPI, torch for Linux brings CUDA along, gigabytes that nobody here needs; PyTorch's own
# index has the CPU build:  docker build --build-arg TORCH_INDEX=https://download.pytorch.org/whl/cpu -t aptbot .
FROM docker.io/library/python:3.11-slim AS build
ARG TORCH_INDEX=""
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE NOTICE ./
RUN python -m venv /opt/build && python -m venv /opt/aptbot \
 && /opt/build/bin/pip install --no-cache-dir --quiet ${TORCH_INDEX:+--index-url $TORCH_INDEX} torch==2.13.0
COPY knowledge knowledge
COPY index index
COPY bot bot
RUN /opt/build/bin/pip install --no-cache-dir --quiet --constraint requirements.lock '.[build]' \
 && /opt/aptbot/bin/pip install --no-cache-dir --quiet --constraint requirements.lock . \
 && APTBOT_DATA_DIR=/var/lib/aptbot /opt/build/bin/aptbot build \
 && rm -rf /opt/aptbot/lib/python3*/site-packages/pip /opt/aptbot/lib/python3*/site-packages/setuptools \
 && find /opt/aptbot -name __pycache__ -prune -exec rm -rf {} +

FROM docker.io/library/python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/aptbot --shell /usr/sbin/nologin aptbot
COPY --from=build /opt/aptbot /opt/aptbot
COPY --from=build --chown=10001:10001 /var/lib/aptbot /var/lib/aptbot
ENV PATH=/opt/aptbot/bin:$PATH APTBOT_DATA_DIR=/var/lib/aptbot PYTHONUNBUFFERED=1
USER 10001
HEALTHCHECK --interval=60s --timeout=10s --start-period=20s CMD ["aptbot", "names", "sofacy"]
ENTRYPOINT ["aptbot"]
CMD ["run"]
