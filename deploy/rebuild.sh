#!/bin/sh
# 確定した版を作り直して比べる。年度は、確定した版の目録から読む（新しい年度の準備が始まっていても変わらない）。
# usage: deploy/rebuild.sh 確定した版のフォルダ 作り直す場所
set -eu
released=$1 rebuilt=$2
cd "$(dirname "$0")/.."
year=$(sed -n 's/^ "year": \([0-9]*\),.*/\1/p' "$released/manifest.json")
rm -rf "$rebuilt"
make publish YEAR="$year" OUT="$rebuilt"
make compare OLD="$released" NEW="$rebuilt"
