#!/bin/sh
# Chooses versions anew: requirements*.in → requirements*.lock (versions and hashes, no hosts).
set -eu
cd "$(dirname "$0")/.."
unset PIP_FIND_LINKS PIP_EXTRA_INDEX_URL
tool=build/lock-tool
python3 -m venv "$tool"
"$tool/bin/pip" install --quiet pip-tools
compile="$tool/bin/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host
 --no-emit-find-links --no-header --strip-extras --no-annotate"
# shellcheck disable=SC2086
$compile -o requirements.lock requirements.in
# shellcheck disable=SC2086
$compile -c requirements.lock -o requirements-dev.lock requirements-dev.in
