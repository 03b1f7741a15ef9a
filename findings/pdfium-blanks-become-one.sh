#!/bin/sh
# PDFium: 続けて置かれた空白は、文字の層では一つになる（表の桁を空白で揃えた様式で、桁が失われる）。
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q --disable-pip-version-check install pypdfium2==5.15.2 reportlab==5.1.0
cd "$work"
cat >probe.py <<'PY'
import pypdfium2
from reportlab.pdfgen import canvas
from importlib.metadata import version

page = canvas.Canvas("blanks.pdf")
page.setFont("Courier", 10)
page.drawString(72, 700, "27     103")
page.save()
text = pypdfium2.PdfDocument("blanks.pdf")[0].get_textpage()
seen = text.get_text_range()
print("pypdfium2", version("pypdfium2"), repr(seen), "written with 5 blanks")
assert seen.strip() == "27 103", seen
print("the number of blanks is lost in the text; only the places of the glyphs keep the gap")
PY
"$work/venv/bin/python" probe.py
