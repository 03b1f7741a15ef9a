#!/bin/sh
# Makes .venv with the locked packages, and the system libraries that WeasyPrint needs.
# usage: scripts/setup.sh run|dev      (called by make; safe to repeat, safe to interrupt)
set -eu

want=${1:-run}
case "$want" in
run) lock=requirements.lock ;;
dev) lock=requirements-dev.lock ;;
*) echo "usage: scripts/setup.sh run|dev" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/.."
venv=.venv

say() { printf '%s\n' "$*" >&2; }
fail() { say "エラー［SETUP］ $1"; shift; for line in "$@"; do say "  $line"; done; exit 2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

# Installs Debian packages when that is allowed, otherwise names the one command to type.
system_packages() {
    reason=$1; apt_names=$2; dnf_names=$3; brew_names=$4
    if command -v apt-get >/dev/null 2>&1; then
        say "${reason}。apt で入れます: $apt_names"
        # shellcheck disable=SC2086
        if as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q $apt_names >/dev/null 2>&1; then return 0; fi
        # shellcheck disable=SC2086
        if as_root apt-get update -q >/dev/null 2>&1 &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q $apt_names >/dev/null; then return 0; fi
        fail "${reason}。" "対処: 次の命令を実行してから、もう一度 make を実行してください。" \
            "  sudo apt-get update && sudo apt-get install -y $apt_names"
    elif command -v dnf >/dev/null 2>&1; then
        fail "${reason}。" "対処: 次の命令を実行してから、もう一度 make を実行してください。" "  sudo dnf install -y $dnf_names"
    elif command -v brew >/dev/null 2>&1; then
        fail "${reason}。" "対処: 次の命令を実行してから、もう一度 make を実行してください。" "  brew install $brew_names"
    fi
    fail "${reason}。" "対処: お使いのOSの方法で Python 3.11以上（venvを含む）、Pango、HarfBuzz（subset）を入れてください。"
}

find_python() {
    for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
        [ -n "$name" ] || continue
        command -v "$name" >/dev/null 2>&1 || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$name"; return 0; fi
    done
    return 1
}

libraries_missing() {
    "$venv/bin/python" - <<'PY'
import ctypes, ctypes.util, sys
wanted = {"pango-1.0": "libpango-1.0.so.0", "pangoft2-1.0": "libpangoft2-1.0.so.0", "harfbuzz-subset": "libharfbuzz-subset.so.0"}
for name, so in wanted.items():
    for candidate in (so, ctypes.util.find_library(name)):
        try:
            if candidate:
                ctypes.CDLL(candidate)
                break
        except OSError:
            pass
    else:
        sys.exit(0)
sys.exit(1)
PY
}

python=$(find_python) || {
    system_packages "Python 3.11以上が見つかりません" "python3 python3-venv" "python3" "python3"
    python=$(find_python) || fail "Python 3.11以上が見つかりません。" "期待: Debian 12以降、Ubuntu 24.04以降など"
}
if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    say "仮想環境 $venv を作ります（$("$python" --version)）"
    rm -rf "$venv"
    if ! "$python" -m venv "$venv" >/dev/null 2>&1; then
        rm -rf "$venv"
        system_packages "Pythonのvenvが使えません" "python3-venv" "python3" "python3"
        "$python" -m venv "$venv" || fail "仮想環境を作れませんでした。" "場所: $venv"
    fi
fi
if libraries_missing; then
    system_packages "Pango又はHarfBuzz（subset）がありません" \
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" "pango harfbuzz" "pango harfbuzz"
fi
say "固定した版のパッケージを入れます（$lock）"
links=
if [ -d wheelhouse ]; then links="--no-index --find-links wheelhouse"; fi
# shellcheck disable=SC2086
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes $links -r "$lock" ||
    fail "パッケージを入れられませんでした。" "場所: $lock" \
        "対処: ネットワークを確かめるか、make wheelhouse で用意した wheelhouse/ を置いてください。"
touch "$venv/.ready-$want"
[ "$want" = run ] || touch "$venv/.ready-run"
