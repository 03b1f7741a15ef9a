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
export PYTHONUTF8=1 PIP_USER=0
unset PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX

say() { printf '%s\n' "$*" >&2; }
fail() { say "エラー［SETUP］ $1"; shift; for line in "$@"; do say "  $line"; done; exit 2; }
again="対処: 次の命令を実行してから、もう一度 make を実行してください。"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

apt_install() { # a list of packages may be needed first; another apt may be at work on a machine just started
    get="env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120"
    # shellcheck disable=SC2086
    as_root $get install -y "$@" >/dev/null 2>&1 ||
        { as_root $get update >/dev/null 2>&1 && as_root $get install -y "$@" >/dev/null 2>&1; }
}

# Installs Debian packages when that is allowed, otherwise names the one command to type.
system_packages() {
    reason=$1; apt_names=$2; dnf_names=$3; brew_names=$4
    if command -v apt-get >/dev/null 2>&1; then
        say "${reason}。apt で入れます: $apt_names"
        # shellcheck disable=SC2086
        if apt_install $apt_names; then return 0; fi
        fail "${reason}。" "$again" "  sudo apt-get update && sudo apt-get install -y $apt_names"
    elif command -v dnf >/dev/null 2>&1; then
        fail "${reason}。" "$again" "  sudo dnf install -y $dnf_names"
    elif command -v brew >/dev/null 2>&1; then
        fail "${reason}。" "$again" "  brew install $brew_names"
    fi
    fail "${reason}。" "対処: お使いのOSの方法で Python 3.11以上（venvを含む）、Pango、HarfBuzz（subset）を入れてください。"
}

is_new() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# A Python built without profile-guided optimization takes a tenth longer for everything; distributions build with it.
is_fast() {
    "$1" -c 'import ensurepip, sys, sysconfig, venv
args = str(sysconfig.get_config_var("CONFIG_ARGS"))
sys.exit(sys.base_prefix != "/usr" and "--enable-optimizations" not in args)' 2>/dev/null
}

# Names the first Python of PATH that is fast, or else the first; PYTHON, if given, goes before all. Runs in a subshell.
find_python() {
    if [ -n "${PYTHON:-}" ] && is_new "$PYTHON"; then echo "$PYTHON"; return 0; fi
    first=
    IFS=:
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        for folder in $PATH; do
            candidate=$folder/$name
            if [ -x "$candidate" ] && is_new "$candidate"; then
                first=${first:-$candidate}
                if is_fast "$candidate"; then echo "$candidate"; return 0; fi
            fi
        done
    done
    [ -n "$first" ] && echo "$first"
}

make_venv() { rm -rf "$venv"; "$python" -m venv "$venv" >/dev/null 2>&1; }

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

# Two makes at once on a fresh tree: the second waits for the first.
if [ -z "${SETUP_LOCKED:-}" ] && command -v flock >/dev/null 2>&1; then
    mkdir -p build || fail "フォルダ build/ に書き込めません。" "対処: リポジトリを、書き込める場所に置いてください。"
    SETUP_LOCKED=1 exec flock build/.setup.lock "$0" "$want"
fi

python=$(find_python) || {
    system_packages "Python 3.11以上が見つかりません" "python3 python3-venv" "python3" "python3"
    python=$(find_python) || fail "Python 3.11以上が見つかりません。" "期待: Debian 12以降、Ubuntu 24.04以降など" \
        "対処: Python 3.11以上を入れ、make に PYTHON=その場所 を付けて実行してください。"
}
if [ -e "$venv/.unfinished" ] || ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    say "仮想環境 $venv を作ります（$("$python" --version)）"
    if ! make_venv; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        system_packages "Pythonのvenvが使えません" "$package" "python3" "python3"
        make_venv || fail "仮想環境を作れませんでした。" "場所: $venv" "対処: ディスクの空きと書込みの権限を確かめてください。"
    fi
fi
if libraries_missing; then
    system_packages "Pango又はHarfBuzz（subset）がありません" \
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" "pango harfbuzz" "pango harfbuzz"
fi
say "固定した版のパッケージを入れます（$lock）。初めてのときは、数分かかることがあります。"
links=
if [ -d wheelhouse ]; then links="--no-index --find-links wheelhouse"; fi
touch "$venv/.unfinished"
log=build/setup.log
mkdir -p build
# shellcheck disable=SC2086
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --retries 2 --require-hashes \
    $links -r "$lock" >"$log" 2>&1 ||
    fail "パッケージを入れられませんでした。" "場所: $lock（詳しくは $log）" "実際: $(tail -n 1 "$log")" \
        "対処: ネットワークを確かめるか、make wheelhouse で用意した wheelhouse/ を置いてください。"
rm -f "$venv/.unfinished"
touch "$venv/.ready-$want"
[ "$want" = run ] || touch "$venv/.ready-run"
