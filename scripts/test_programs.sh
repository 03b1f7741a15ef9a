#!/bin/sh
# Installs the programs that some tests need: Chromium, LibreOffice, poppler-utils, and with npm axe-core and pdf.js.
# Prints the settings under which the tests find the npm packages; a test whose program is missing is skipped and says so.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
fail() { say "エラー［SETUP］ $1"; shift; for line in "$@"; do say "  $line"; done; exit 2; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

missing=
for pair in chromium:chromium soffice:libreoffice-calc pdftotext:poppler-utils node:nodejs npm:npm; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
done
# Writer has no program of its own: it is a package beside Calc.
[ -e /usr/lib/libreoffice/program/libswlo.so ] || missing="$missing libreoffice-writer"
if [ -n "$missing" ]; then
    command -v apt-get >/dev/null 2>&1 || fail "試験に使うプログラムがありません:$missing" "対処: お使いのOSの方法で入れてください。"
    say "試験に使うプログラムを apt で入れます:$missing"
    get="env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120"
    # shellcheck disable=SC2086
    { as_root $get update && as_root $get install -y --no-install-recommends $missing; } >/dev/null 2>&1 ||
        fail "試験に使うプログラムを入れられませんでした。" "対処: sudo apt-get update && sudo apt-get install -y$missing"
fi
mkdir -p build/test-programs
cp tests/programs/package.json tests/programs/package-lock.json build/test-programs/
# npm trusts its own certificates only; where the office's proxy signs anew, its certificate stands in the system's file.
system=/etc/ssl/certs/ca-certificates.crt
[ -n "${NODE_EXTRA_CA_CERTS:-}" ] || [ ! -r "$system" ] || export NODE_EXTRA_CA_CERTS="$system"
packages() { timeout 120 npm ci --prefix build/test-programs --ignore-scripts --omit=optional --no-audit --no-fund >/dev/null 2>&1 </dev/null; }
# A registry that does not answer once often answers the second time.
packages || packages ||
    fail "axe-core と pdf.js を入れられませんでした。" "場所: tests/programs/package-lock.json" "対処: ネットワークと npm を確かめてください。"
printf 'AXE_CORE=%s\n' "$PWD/build/test-programs/node_modules/axe-core/axe.min.js"
printf 'PDFJS_DIST=%s\n' "$PWD/build/test-programs/node_modules/pdfjs-dist"
