"""Three made-up answers to one form, as Excel, Word and PDF: merged cells, full-width figures, 不明 and －."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from documents_sample import docx_of, p, pdf_of, saved, table
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[tuple[str, ...]]

HANAMAKI: Final[Mapping[str, str]] = {
    "name": "花巻市", "department": "健康福祉部 地域福祉課", "phone": "0198-00-0000", "population": "９６，３０１（人）",
    "households": "３７，１２３（世帯）", "aging": "３３．６（％）", "welfare": "０．４１（％）", "area": "908.39（k㎡）",
    "association": "不明", "elementary": "１９（校）", "junior": "１１（校）", "centers": "直営：１か所、委託：５か所",
    "self": "委託：１か所", "implementer": "花巻市（社会福祉法人花巻見本会）", "project": "花巻見本事業", "people": "２名",
}  # fmt: skip
KITAKAMI: Final = {
    **HANAMAKI, "name": "北上市", "phone": "0197-00-0000", "population": "92,541（人）", "welfare": "4.1（‰）",
    "association": "－", "implementer": "北上市", "project": "北上見本事業", "people": "常勤１人、非常勤２人",
}  # fmt: skip
TONO: Final = {
    **HANAMAKI, "name": "遠野市", "phone": "0198-11-1111", "population": "２６，３７８（人）", "welfare": "0.41％",
    "association": "88.5（％）", "implementer": "遠野市社会福祉協議会", "project": "遠野見本事業", "people": "1名",
}  # fmt: skip


def rows_of(answer: Mapping[str, str]) -> Rows:
    """Return an answer as rows of cells: labels and values side by side, headings alone."""
    a = answer
    return (
        (f"岩手県　{a['name']}",),
        ("都道府県名", "岩手県", "市区町村名", a["name"]),
        ("実施事業※", "地域力強化推進事業", "○", "多機関の協働による包括的支援体制構築事業", "○", "都道府県事業", ""),
        ("※実施している事業の右側に○を記入してください。",),
        ("担当部署名", a["department"], "電話番号", a["phone"]),
        ("参考URL", ""),
        ("１．自治体の基本情報等",),
        ("１－１．自治体の基本情報",),
        ("人口", a["population"], "世帯数", a["households"]),
        ("高齢化率", a["aging"], "生活保護受給率", a["welfare"], "面積", a["area"]),
        (
            "地縁組織（自治会、町内会等）加入率",
            a["association"],
            "公立小学校数",
            a["elementary"],
            "公立中学校数",
            a["junior"],
        ),
        ("地域包括支援センター", a["centers"]),
        ("生活困窮者自立相談支援事業", a["self"]),
        ("１－２．地域の特徴（地域性、地場産業、観光等）",),
        ("見本の町である。",),
        ("２．事業を実施する上でのビジョンについて",),
        ("本事業に取り組む目的・狙い", "見本の狙い。"),
        ("本事業を通じて人と地域に起こしたい変化", "見本の変化。"),
        ("３．地域力強化推進事業について",),
        ("①実施主体（委託先）", a["implementer"]),
        ("②事業名", a["project"]),
        ("③事業実施の必要性", "見本の必要性。"),
        ("４．多機関の協働による包括的支援体制構築事業について",),
        ("①実施主体（委託先）", a["name"]),
        ("②事業名", "見本の相談事業"),
        ("③事業実施の必要性、体制等", "見本の必要性。"),
        ("④相談支援包括化推進員の配置予定人数", a["people"]),
        ("⑤相談支援包括化推進員の経歴等", "社会福祉士"),
        ("５．成果目標の達成状況",),
        ("見本の成果。",),
    )


def excel_answer(answer: Mapping[str, str]) -> bytes:
    """Return the answer as a workbook laid out like the form, each cell merged over three columns."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "回答票"
    for row, cells in enumerate(rows_of(answer), start=2):
        for index, text in enumerate(cells):
            first = 2 + 3 * index
            sheet.cell(row, first, text or None)
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=first + 2)
    return saved(book)


def word_answer(answer: Mapping[str, str]) -> bytes:
    """Return the answer as a Word document: headings as paragraphs, the rest as tables."""
    return docx_of("".join(p(*cells) if len(cells) == 1 else table(cells) for cells in rows_of(answer)))


def pdf_answer(answer: Mapping[str, str]) -> bytes:
    """Return the answer as a PDF with ruled tables."""
    rows = rows_of(answer)
    return pdf_of(
        "".join(
            f"<p>{cells[0]}</p>"
            if len(cells) == 1
            else f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"
            for cells in rows
        )
    )
