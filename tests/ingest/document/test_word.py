"""A Word document is read as its sender sees it."""

from __future__ import annotations

import pytest
from documents_sample import docx_of, p, table, zip_of

from generator.errors import SourceError
from generator.ingest.document.model import Document
from generator.ingest.document.reading import read_bytes


def _read(body: str, **parts: str) -> Document:
    return read_bytes(docx_of(body, **parts), name="回答.docx", where="回答.docx")


def _texts(body: str, **parts: str) -> list[str]:
    return [line.text.strip() for line in _read(body, **parts).lines]


def _run(inner: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def _field(instruction: str, result: str = "", data: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{_t(result)}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _control(content: str, properties: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_cells_are_places() -> None:
    """Each line knows the table, row and column that it stands in."""
    document = _read(p("見出し") + table(("人口", "12,345人"), ("世帯数", "4,321世帯")))
    assert [(line.text.strip(), line.place.cell) for line in document.lines] == [
        ("見出し", "本文1段落"), ("人口", "表1 1行1列"), ("12,345人", "表1 1行2列"),
        ("世帯数", "表1 2行1列"), ("4,321世帯", "表1 2行2列"),
    ]  # fmt: skip


def test_merged_cells_are_read_once() -> None:
    """A cell merged downwards is read in its first row only; one merged across counts its columns."""
    first = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("センター")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('見えない')}</w:tc>"
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("直営1か所")}</w:tc>'
    document = _read(table((first, wide, "あ"), (below, "委託2か所", "い", "う")))
    assert [(line.text.strip(), line.place.cell) for line in document.lines] == [
        ("センター", "表1 1行1列"), ("直営1か所", "表1 1行2列"), ("あ", "表1 1行4列"),
        ("委託2か所", "表1 2行2列"), ("い", "表1 2行3列"), ("う", "表1 2行4列"),
    ]  # fmt: skip


def test_placeholder_is_no_answer() -> None:
    """A control that nobody filled in is blank, a filled one is read."""
    blank = _control(_run(_t("クリックして入力")), "<w:showingPlcHdr/>")
    filled = _control(_run(_t("花巻市")), "<w:text/>")
    assert _texts(p("電話", blank) + p("名", filled)) == ["電話", "名花巻市"]


@pytest.mark.parametrize(
    "words",
    ["クリックして入力", "クリックまたはタップしてテキストを入力してください。", "アイテムを選択してください。"],
)
def test_word_s_own_prompt_is_no_answer(words: str) -> None:
    """A program that loses the mark of a placeholder leaves its words."""
    assert _texts(p("電話", _control(_run(_t(words)), "<w:text/>"), _control(_run(_t(words) * 2), "<w:text/>"))) == [
        "電話"
    ]


def test_unanswered_drop_down_around_a_cell_is_blank() -> None:
    """A control may stand around the whole cell."""
    cell = _control(f"<w:tc>{p('アイテムを選択')}</w:tc>", "<w:dropDownList/><w:showingPlcHdr/>")
    assert _texts(f"<w:tbl><w:tr><w:tc>{p('方法')}</w:tc>{cell}</w:tr></w:tbl>") == ["方法"]


@pytest.mark.parametrize(("value", "shown"), [("1", "☑"), ("0", "☐")])
def test_check_box_control(value: str, shown: str) -> None:
    """A tick comes from the control's state, not from the glyph in it."""
    box = _control(_run(_t("?")), f'<w14:checkbox><w14:checked w14:val="{value}"/></w14:checkbox>')
    assert _texts(p(box, "委託")) == [f"{shown}委託"]


def test_legacy_form_fields() -> None:
    """Text fields give what was typed, an untouched one nothing; boxes and lists give their state."""
    box = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    chosen = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="直営"/><w:listEntry w:val="委託"/></w:ddList></w:ffData>'
    untouched = (
        '<w:ffData><w:ddList><w:listEntry w:val="選んでください"/><w:listEntry w:val="委託"/></w:ddList></w:ffData>'
    )
    body = (
        p("人口", _field(" FORMTEXT ", "12,345"))
        + p("世帯数", _field(" FORMTEXT ", "\u2002\u2002\u2002\u2002\u2002"))
        + p(_field(" FORMCHECKBOX ", "", box), "委託")
        + p("方法", _field(" FORMDROPDOWN ", "", chosen))
        + p("方法", _field(" FORMDROPDOWN ", "", untouched))
    )
    assert _texts(body) == ["人口12,345", "世帯数", "☑委託", "方法委託", "方法"]


def test_date_field_is_asked_about() -> None:
    """A field that Word fills in with today is no date of the answer."""
    document = _read(p("記入日", _field(' DATE \\@ "yyyy年M月d日" ', "2026年11月30日")))
    assert list(document.asked()) == [(0, "開いた日に書き換わる日付の欄（「2026年11月30日」）")]


def test_tracked_changes_are_asked_about() -> None:
    """A figure that was changed is read as it would be accepted, and asked about."""
    change = f"<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins>{_run(_t('15'))}</w:ins>"
    document = _read(p(change, "か所"))
    assert document.lines[0].text.strip() == "15か所"
    assert [text for _, text in document.asked()] == [
        "変更履歴で削除された「12」がある",
        "変更履歴で追加された「15」がある",
    ]


def test_struck_out_and_raised_digits_are_asked_about() -> None:
    """A struck 1 in front of 2, and a mark behind 3, make neither 12 nor 32."""
    body = p(_run(_t("1"), "<w:strike/>"), "2か所") + p("3", _run(_t("2"), '<w:vertAlign w:val="superscript"/>'))
    document = _read(body)
    assert [line.text.strip() for line in document.lines] == ["2か所", "3"]
    assert [line for line, _ in document.asked()] == [0, 1]


def test_footnote_mark_is_not_glued_to_a_number() -> None:
    """The note is told beside the line."""
    document = _read(
        p("5", '<w:r><w:footnoteReference w:id="2"/></w:r>', "か所"),
        footnotes=f'<w:footnote w:id="2">{p("うち出張所1")}</w:footnote>',
    )
    assert document.lines[0].text.strip() == "5か所"
    assert [str(remark) for remark in document.remarks] == ["本文1段落: 注「うち出張所1」"]


def test_text_box_is_read_once() -> None:
    """Word keeps a drawing twice, for new and old programs."""
    inner = f"<w:txbxContent>{p('枠の中')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert _texts(p("本文", both)) == ["本文", "枠の中"]


_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
    '<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("decimalEnclosedCircle", "%1", ["① 実施主体", "② 事業名"]),
        ("aiueoFullWidth", "（%1）", ["（ア） 実施主体", "（イ） 事業名"]),
        ("decimal", "%1．", ["1． 実施主体", "2． 事業名"]),
        ("upperRoman", "%1", ["I 実施主体", "II 事業名"]),
        ("japaneseCounting", "%1、", ["一、 実施主体", "二、 事業名"]),
    ],
)
def test_automatic_numbers_are_counted(kind: str, text: str, shown: list[str]) -> None:
    """Numbers that stand nowhere in the text are those that a reader sees."""
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = p("実施主体", properties=numbered) + p("事業名", properties=numbered)
    assert _texts(body, numbering=_NUMBERING.format(kind=kind, text=text)) == shown


def test_automatic_number_is_not_glued_to_a_figure() -> None:
    """ "1." in front of 50名 makes no 1.50."""
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    assert _texts(p("50名", properties=numbered), numbering=_NUMBERING.format(kind="decimal", text="%1.")) == [
        "1) 50名"
    ]


def test_ruby_and_hyphens() -> None:
    """Readings are left out; a no-break hyphen parts a telephone number, a soft one nothing."""
    ruby = f"<w:r><w:ruby><w:rt>{_run(_t('ねら'))}</w:rt><w:rubyBase>{_run(_t('狙'))}</w:rubyBase></w:ruby></w:r>"
    phone = f"<w:r>{_t('0198')}<w:noBreakHyphen/>{_t('41')}<w:softHyphen/>{_t('00')}</w:r>"
    assert _texts(p(ruby, "い") + p(phone)) == ["狙い", "0198-4100"]


def test_hidden_text_is_told() -> None:
    """What does not show is not read."""
    document = _read(p("本文", _run(_t("下書き"), "<w:vanish/>")))
    assert document.lines[0].text.strip() == "本文"
    assert [str(remark) for remark in document.remarks] == ["本文1段落: 隠し文字「下書き」は読んでいない"]


def test_symbol_boxes() -> None:
    """A ticked box of a symbol font is a tick."""
    body = p(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        "委託",
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
        "直営",
    )
    assert _texts(body) == ["☑委託☐直営"]


def test_line_breaks_make_lines() -> None:
    """A break inside a cell parts lines of one place."""
    document = _read(table((f"<w:tc><w:p><w:r>{_t('本事業に')}<w:br/>{_t('取り組む')}</w:r></w:p></w:tc>",)))
    assert [(line.text.strip(), line.place.cell) for line in document.lines] == [
        ("本事業に", "表1 1行1列"), ("取り組む", "表1 1行1列")
    ]  # fmt: skip


def test_document_without_text_is_refused() -> None:
    """A picture in a document is no answer."""
    with pytest.raises(SourceError, match="文字のない"):
        _read(p())


def test_entities_are_refused() -> None:
    """XML that defines entities is not read at all."""
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="x"><w:body/></w:document>'
    with pytest.raises(SourceError, match="壊れて"):
        read_bytes(zip_of({"[Content_Types].xml": b"<a/>", "word/document.xml": bomb}), name="a.docx", where="a.docx")


def test_deep_nesting_is_refused() -> None:
    """XML nested beyond reason gets a message, no crash."""
    deep = b"<w:document xmlns:w='x'>" + b"<w:body>" * 5000 + b"</w:body>" * 5000 + b"</w:document>"
    with pytest.raises(SourceError):
        read_bytes(zip_of({"[Content_Types].xml": b"<a/>", "word/document.xml": deep}), name="a.docx", where="a.docx")
