#!/bin/sh
# XlsxWriter: 同じ default_format_properties で作った2冊目は、指定した書体がテーマの書体（scheme minor）とされ、1冊目とバイトが違う。
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q --disable-pip-version-check install xlsxwriter==3.3.1
cd "$work"
cat >probe.py <<'PY'
import io, re, zipfile
from importlib.metadata import version

import xlsxwriter

options = {"default_format_properties": {"font_name": "BIZ UDPゴシック", "font_size": 10}}


def default_font():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, options)
    book.add_worksheet().write_string(0, 0, "人口")
    book.close()
    return re.search(r"<font>.*?</font>", zipfile.ZipFile(stream).read("xl/styles.xml").decode())[0]


first, second = default_font(), default_font()
print("xlsxwriter", version("xlsxwriter"))
print("first :", first)
print("second:", second)
assert "scheme" not in first and '<scheme val="minor"/>' in second, (first, second)
print("the caller's dictionary now holds:", options["default_format_properties"])
assert "theme_font_name" in options["default_format_properties"]
PY
PYTHONUTF8=1 "$work/venv/bin/python" probe.py
