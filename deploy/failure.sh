#!/bin/sh
# 単位の失敗を知らせる: 終わり方と記録の終わりをファイルに書き、この機械にメールの仕組み（sendmail）があれば MAILTO に送る。
# usage: deploy/failure.sh 単位の名 知らせを置くフォルダ
set -eu
unit=$1 folder=$2
PATH=$PATH:/usr/sbin:/sbin
mkdir -p "$folder"
file=$folder/$(date +%Y%m%d-%H%M%S)_$unit.txt
{
    printf '%s が失敗しました（%s）。\n' "$unit" "$(hostname)"
    printf '対処: docs/operations.md の「困ったとき」。もう一度動かすには: systemctl start %s\n\n' "$unit"
    systemctl status --no-pager --lines=0 "$unit" 2>&1 || :
    printf '\n記録の終わり:\n'
    journalctl --no-pager --output=cat --lines=60 --unit="$unit" 2>&1 || :
} >"$file"
echo "知らせを書きました: $file"
if [ -n "${MAILTO:-}" ] && command -v sendmail >/dev/null; then
    {
        printf 'To: %s\nSubject: =?UTF-8?B?%s?=\n' "$MAILTO" "$(printf '%s が失敗しました' "$unit" | base64 | tr -d '\n')"
        printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n'
        cat "$file"
    } | sendmail -t
fi
