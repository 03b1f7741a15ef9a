#!/bin/sh
# 最も新しい年度版を、その年度のフォルダに公表する。年度が改まれば別のフォルダになり、前の年度の公表物には触れない。
# usage: deploy/publish.sh 公表物を置くフォルダ
set -eu
base=$1
cd "$(dirname "$0")/.."
year=$(ls config/editions | sed -n 's/^\([0-9][0-9]*\)\.yaml$/\1/p' | sort -n | tail -n 1)
[ -n "$year" ] || { echo 'config/editions に、年度の設定（2018.yaml など）がありません。' >&2; exit 2; }
make publish YEAR="$year" OUT="$base/$year"
make packages YEAR="$year" OUT="$base/$year"
