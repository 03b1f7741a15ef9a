#!/bin/sh
# xlsx2csv: 和暦の書式の日付は、年が失われ、書式の文字のまま出る。
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q --disable-pip-version-check install xlsx2csv==0.8.6 xlsxwriter==3.3.1
cd "$work"
cat >probe.py <<'PY'
import csv, io, subprocess, sys
from importlib.metadata import version
from pathlib import Path

import xlsxwriter

book = xlsxwriter.Workbook("date.xlsx")
sheet = book.add_worksheet()
for row, shape in enumerate(('yyyy"年"m"月"d"日"', '[$-411]ggge"年"m"月"d"日"')):
    sheet.write_number(row, 0, 43586, book.add_format({"num_format": shape}))
book.close()
done = subprocess.run([Path(sys.executable).with_name("xlsx2csv"), "date.xlsx"], capture_output=True, text=True, encoding="utf-8", check=True)
plain, era = [row[0] for row in csv.reader(io.StringIO(done.stdout))]
print("xlsx2csv", version("xlsx2csv"), repr(plain), repr(era))
assert "2019" in plain and "2019" not in era and "31" not in era and "元" not in era and "ggge" in era, (plain, era)
print("the era date keeps month and day only; the year is gone, exit status 0")
PY
PYTHONUTF8=1 "$work/venv/bin/python" probe.py
