#!/bin/sh
# 最も新しい年度の確定した版を作り直して比べる。年度は、その目録から読む（次の年度の準備が始まっていても変わらない）。
# usage: deploy/rebuild.sh 確定した版を年度ごとに置いたフォルダ 作り直す場所
set -eu
base=$1 rebuilt=$2
cd "$(dirname "$0")/.."
released=
for folder in "$base"/[0-9][0-9][0-9][0-9]; do  # 古い順。名に年度以外の字のある、前の版の控えは見ない
    [ ! -f "$folder/manifest.json" ] || released=$folder
done
[ -n "$released" ] || { echo "確定した版が、$base に年度の名（2018 など）のフォルダで置かれていません。" >&2; exit 2; }
year=$(sed -n 's/^ "year": \([0-9]*\),.*/\1/p' "$released/manifest.json")
rm -rf "$rebuilt"
make publish YEAR="$year" OUT="$rebuilt"
make compare OLD="$released" NEW="$rebuilt"
