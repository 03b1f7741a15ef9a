#!/bin/sh
# xlsx2csv: 単位を付ける書式（G/標準"ha"）の h を「時」と読み、数が消える。
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

book = xlsxwriter.Workbook("unit.xlsx")
sheet = book.add_worksheet()
for row, shape in enumerate(('0"人"', 'G/標準"ha"')):
    sheet.write_number(row, 0, 27, book.add_format({"num_format": shape}))
book.close()
done = subprocess.run([Path(sys.executable).with_name("xlsx2csv"), "unit.xlsx"], capture_output=True, text=True, encoding="utf-8", check=True)
persons, hectares = [row[0] for row in csv.reader(io.StringIO(done.stdout))]
print("xlsx2csv", version("xlsx2csv"), repr(persons), repr(hectares))
assert "27" in persons and "27" not in hectares, (persons, hectares)
print("the letter h inside the quoted unit counts as hours: 27 is replaced, exit status 0")
PY
PYTHONUTF8=1 "$work/venv/bin/python" probe.py
