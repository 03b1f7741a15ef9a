#!/bin/sh
# Excel の「令和元年」だけを示す日付（書式 ggge"年"）: openpyxl と calamine は、日付でなく数 43586 と読む。
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q --disable-pip-version-check install openpyxl==3.1.5 python-calamine==0.9.1 xlsxwriter==3.3.1
cd "$work"
cat >probe.py <<'PY'
from datetime import datetime
from importlib.metadata import version

import openpyxl, xlsxwriter
from python_calamine import CalamineWorkbook

book = xlsxwriter.Workbook("era.xlsx")
sheet = book.add_worksheet()
for row, shape in enumerate(('[$-411]ggge"年"m"月"d"日"', '[$-411]ggge"年"')):
    sheet.write_number(row, 0, 43586, book.add_format({"num_format": shape}))
book.close()
by_openpyxl = [cell.value for (cell,) in openpyxl.load_workbook("era.xlsx").active.iter_rows()]
by_calamine = [cell for (cell,) in CalamineWorkbook.from_path("era.xlsx").get_sheet_by_index(0).to_python()]
print("openpyxl", version("openpyxl"), by_openpyxl)
print("python-calamine", version("python-calamine"), by_calamine)
assert by_openpyxl == [datetime(2019, 5, 1), 43586], by_openpyxl
assert str(by_calamine[0]).startswith("2019-05-01") and by_calamine[1] == 43586, by_calamine
print("a cell that shows only the era and its year (平成31年 or 令和元年) comes as a bare number: the letter e counts as no date")
PY
"$work/venv/bin/python" probe.py
