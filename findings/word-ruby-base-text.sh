#!/bin/sh
# Word の「ルビ」の親文字: 読み取りで、親文字が消えるものと、ふりがなが本文につながるものがある。
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -q --disable-pip-version-check install python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1
cd "$work"
cat >probe.py <<'PY'
from importlib.metadata import version

import docx, docx2txt, mammoth
from docx.oxml import parse_xml
from docx2python import docx2python

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = docx.Document()
paragraph = document.add_paragraph("担当は")
paragraph._p.append(parse_xml(
    f'<w:r {NS}><w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
    '<w:hpsBaseText w:val="21"/><w:lid w:val="ja-JP"/></w:rubyPr><w:rt><w:r><w:t>ふくし</w:t></w:r></w:rt>'
    "<w:rubyBase><w:r><w:t>福祉</w:t></w:r></w:rubyBase></w:ruby></w:r>"))
paragraph.add_run("課")
document.save("ruby.docx")
with open("ruby.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file).value.strip()
seen = {
    "python-docx": docx.Document("ruby.docx").paragraphs[0].text,
    "mammoth": raw,
    "docx2txt": docx2txt.process("ruby.docx").strip(),
    "docx2python": docx2python("ruby.docx").text.strip(),
}
for name, text in seen.items():
    print(name, version(name), "->", text)
assert seen == {"python-docx": "担当は課", "mammoth": "担当は課", "docx2txt": "担当はふくし福祉課", "docx2python": "担当はふくし福祉課"}, seen
print("Word shows 担当は福祉課 with ふくし above: two readers lose 福祉, two run the reading into the text")
PY
"$work/venv/bin/python" probe.py
