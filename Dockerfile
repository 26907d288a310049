# syntax=docker/dockerfile:1
# The server as an image that has nothing else in it:
#
#   docker build -t kstack-language-server .
#   docker run --rm -v "$PWD:/src:ro" kstack-language-server check deploy/

FROM swift:6.2-bookworm AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
# hadolint ignore=DL3008 # what the distribution has is what is linked; its versions go away with each update
RUN apt-get update \
  && apt-get install -y --no-install-recommends libyaml-dev make pkg-config python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN make install DESTDIR=/image PREFIX=/usr

FROM scratch
LABEL org.opencontainers.image.title="kstack-language-server" \
  org.opencontainers.image.description="Language server and checker for kstack YAML files" \
  org.opencontainers.image.licenses="MIT"
COPY --from=build /image/usr /usr
# Nobody of the host. `check --fix` and `format` write as whoever owns the files: add --user "$(id -u)".
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["/usr/bin/kstack-language-server"]
