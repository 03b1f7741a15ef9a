"""How the sheet is laid out: columns, words, colours. Writing and reading share it."""

from __future__ import annotations

from typing import Final, NamedTuple

AS_PRINTED: Final = "原文のとおり"
UNKNOWN: Final = "不明"
AS_PRINTED_SPELLINGS: Final = ("原文のとおり", "原文の通り", "原文どおり", "原文通り", "印字のとおり", "印字の通り")
UNKNOWN_SPELLINGS: Final = ("不明", "不詳", "分からない", "わからない")
GETA: Final = "〓"
"""Stands for a character that only the answerer's own computer has (外字)."""

SHEET: Final = "疑義照会"
GUIDE: Final = "記入のしかた"
MARKS: Final = "識別"
"""A hidden sheet that says which edition and prefecture the questions belong to."""
FORM: Final = "CKB-INQUIRY-1"
HEADER_ROW: Final = 4


class SheetColumn(NamedTuple):
    """A column of the sheet: heading and width in half-width characters."""

    heading: str
    width: float


COLUMNS: Final = (
    SheetColumn("自治体", 14),
    SheetColumn("コード", 10),
    SheetColumn("項目", 18),
    SheetColumn("原文", 16),
    SheetColumn("行", 9),
    SheetColumn("なぜ", 56),
    SheetColumn("推定値", 12),
    SheetColumn("単位", 7),
    SheetColumn("回答欄", 16),
    SheetColumn("回答者", 20),
    SheetColumn("番号", 24),
)
HEADINGS: Final = tuple(column.heading for column in COLUMNS)
PRINTED_AT: Final = HEADINGS.index("原文")
ANSWER_AT: Final = HEADINGS.index("回答欄")
ANSWERER_AT: Final = HEADINGS.index("回答者")
ID_AT: Final = HEADINGS.index("番号")

FONT: Final = "BIZ UDPゴシック"
HEADER_FILL: Final = "1F3A5F"
ANSWER_FILL: Final = "FFF8DC"
LOCKED_FILL: Final = "F5F5F5"
RULE: Final = "9AA5B1"
LONGEST_NAME: Final = 60

GUIDE_LINES: Final = (
    "この照会は、個票に印字された数値のうち、資料に載せる前に確かめたいものを挙げたものである。",
    f"1　「{SHEET}」の表で、色の付いた「回答欄」と「回答者」だけに記入する。ほかの欄は保護している。",
    "2　「回答欄」には、正しい数値を「単位」の欄の単位で、半角の数字で記入する（％で答えず、‰の欄には‰で答える）。",
    f"3　印字の数値が正しいときは「{AS_PRINTED}」、分からないときは「{UNKNOWN}」と記入する。",
    "4　「推定値」は、編集担当が考えた値である。正しければ同じ数値を記入する。",
    "5　「回答者」には、所属と名を記入する（例: 健康福祉課 担当）。資料の訂正の一覧に「決めた者」として残る。",
    "6　行や列を足したり、消したり、並べ替えたり、セルを結合したりしない。計算式は使わない。",
    "7　答えられない行は空けたままでよい。記入した行だけを取り込む。",
    "8　Excel ブック（.xlsx）のまま保存し、送り返す。",
)
