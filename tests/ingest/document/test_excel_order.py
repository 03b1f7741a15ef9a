"""Headings above their answers are read in pairs; everything else row by row."""

from __future__ import annotations

import pytest

from generator.ingest.document.excel.order import reading_order


def _read(*rows: tuple[str, ...]) -> str:
    shown = {(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}
    return " ".join(shown[cell] for cell in reading_order(shown))


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([("人口", "世帯数"), ("12,345", "4,321")], "人口 12,345 世帯数 4,321"),
        ([("人口", "世帯数"), ("１２，３４５人", "不明")], "人口 １２，３４５人 世帯数 不明"),
        (
            [("地域力強化推進事業", "多機関の協働", "都道府県事業"), ("○", "", "○")],
            "地域力強化推進事業 ○ 多機関の協働 都道府県事業 ○",
        ),
        ([("センター", "直営", "委託"), ("", "1か所", "5か所")], "センター 直営 1か所 委託 5か所"),
        ([("人口", "12,345"), ("世帯数", "4,321")], "人口 12,345 世帯数 4,321"),
        ([("担当部署名", "福祉課"), ("参考URL", "なし")], "担当部署名 福祉課 参考URL なし"),
        ([("人口", "世帯数"), ("", "", "12,345")], "人口 世帯数 12,345"),
        ([("事業名",), ("見本事業",)], "事業名 見本事業"),
    ],
)
def test_order(rows: list[tuple[str, ...]], order: str) -> None:
    """A row of headings is one only where a figure, a mark or 不明 stands below."""
    assert _read(*rows) == order
