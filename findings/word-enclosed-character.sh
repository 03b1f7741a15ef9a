#!/bin/sh
# Word の「囲い文字」（○で囲んだ「有」など）: 四つの読み取りの、どれからも、跡形なく消える。
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
PARTS = (
    '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> eq \\o\\ac(○,</w:instrText>',
    "<w:instrText>有</w:instrText>", "<w:instrText>)</w:instrText>", '<w:fldChar w:fldCharType="end"/>',
)
document = docx.Document()
paragraph = document.add_paragraph("協議会の有無：")
for part in PARTS:
    paragraph._p.append(parse_xml(f"<w:r {NS}>{part}</w:r>"))
paragraph.add_run("・無")
document.save("enclosed.docx")
with open("enclosed.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file)
seen = {
    "python-docx": docx.Document("enclosed.docx").paragraphs[0].text,
    "mammoth": raw.value.strip(),
    "docx2txt": docx2txt.process("enclosed.docx").strip(),
    "docx2python": docx2python("enclosed.docx").text.strip(),
}
for name, text in seen.items():
    print(name, version(name), "->", text)
assert set(seen.values()) == {"協議会の有無：・無"} and not raw.messages, (seen, raw.messages)
print("Word shows a circled 有: every reader gives only the answer that was NOT chosen, without a warning")
PY
"$work/venv/bin/python" probe.py
