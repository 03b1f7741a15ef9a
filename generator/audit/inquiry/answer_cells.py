"""One answered cell as its sender sees it; what could be read in two ways is refused, never guessed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock

from generator.audit.inquiry import layout
from generator.audit.inquiry.questions import Limits
from generator.audit.inquiry.refusing import InquiryError

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_TRUTH = re.compile(r"=\s*(TRUE|FALSE)\s*\(\s*\)", re.IGNORECASE)
_PERCENT = re.compile(r"(?:#,##)?0(?:\.(?P<decimals>0+))?%")
_DECIMALS = re.compile(r"(?:#,##)?0(?:\.(?P<decimals>0+))?_? ?")
_TWO_WAYS: Final = ("<super>", "<sub>", "<circle>", "<fraction>", "<square>", "<compat>")
_SAME_UNITS: Final = {"か所": ("ヶ所", "ケ所", "カ所", "箇所", "個所"), "k㎡": ("km2", "平方キロメートル")}
_STOP: Final = re.compile(r"[\s。.]+")
_WRITE_PLAIN: Final = "取消線や上付きを使わず、正しい数値だけを記入し直してください。"


def text_of(cell: Cell | object) -> str:
    """Return a cell as text: numbers in decimal notation, blanks around dropped."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, CellRichText):
        return str(value).strip()
    if not isinstance(value, int | float | str):
        return f"（{type(value).__name__}）"
    return format(Decimal(str(value)), "f") if isinstance(value, int | float) else value.strip()


def check_cell(cell: Cell | object, *, where: str) -> None:
    """Raise InquiryError for a formula, an error value, or characters that are struck out or raised."""
    kind, value = getattr(cell, "data_type", ""), getattr(cell, "value", None)
    truth = _TRUTH.fullmatch(str(value)) if kind == "f" else None
    if truth:
        raise not_a_number(truth[1].upper(), where=where)
    if kind == "f":
        raise InquiryError("計算式があります。", where=where, remedy="計算の結果の数値を入れてください（「値の貼り付け」）。")
    if kind == "e":
        raise InquiryError(
            "エラーの値があります。",
            where=where,
            found=str(value),
            remedy="正しい値を入れるか、セルを空にしてください。",
        )
    fonts = [getattr(cell, "font", None)] if value is not None else []
    fonts += [part.font for part in value if isinstance(part, TextBlock)] if isinstance(value, CellRichText) else []
    for font in fonts:
        raised = getattr(font, "vertAlign", None) in ("superscript", "subscript")
        if raised or getattr(font, "strike", None):
            raise InquiryError(
                f"{'上付きか下付きの' if raised else '取消線のある'}文字があり、どう読むか定まりません。",
                where=where,
                found=text_of(cell)[:80],
                remedy=_WRITE_PLAIN,
            )


def words_of(text: str) -> str | None:
    """Return 原文のとおり or 不明 for what says so in whatever spelling, None for anything else."""
    plain = _STOP.sub("", unicodedata.normalize("NFKC", text))
    if plain in layout.AS_PRINTED_SPELLINGS:
        return layout.AS_PRINTED
    return layout.UNKNOWN if plain in layout.UNKNOWN_SPELLINGS else None


def number_of(cell: Cell | object, unit: str, limits: Limits, *, where: str) -> Decimal:
    """Return the number that the sender sees, in ``unit``. Raises InquiryError for anything else.

    Its own unit may stand behind it; a percent format counts as shown where percent is asked for.
    """
    text = text_of(cell)
    plain = unicodedata.normalize("NFKC", text).strip()
    written = text.removesuffix(unit)
    odd = next((letter for letter in written if unicodedata.decomposition(letter).startswith(_TWO_WAYS)), None)
    if odd is not None:
        raise InquiryError(
            f"「{odd}」のような字があり、どう読むか定まりません。", where=where, found=text[:80], remedy=_WRITE_PLAIN
        )
    bare = _without_unit(plain, unit)
    value = _decimal(bare) if _NUMBER.fullmatch(bare) else None
    if value is None:
        raise not_a_number(text, where=where, unit=unit)
    if isinstance(getattr(cell, "value", None), int | float):
        value = _as_shown(value, str(getattr(cell, "number_format", "")), unit, where=where)
    if not limits.allow(value):
        raise InquiryError(
            "回答が、あり得る範囲の外にあります。",
            where=where,
            found=f"{format(value, 'f')[:40]}{unit}",
            expected=f"{limits.low:,}から{limits.high:,}までの{'整数' if limits.whole else '数'}（{unit}）",
            remedy=f"単位（{unit}）と桁を確かめてください。実際の値であれば、編集担当に連絡してください。",
        )
    return value


def name_of(text: str, *, where: str) -> tuple[str, bool]:
    """Return the answerer's name and whether it held a 外字, which stands as 〓. Raises InquiryError."""
    name = "".join(layout.GETA if unicodedata.category(letter) == "Co" else letter for letter in text)
    name = unicodedata.normalize("NFC", name)
    what = ""
    if not name:
        what = "回答者の記入がありません。"
    elif len(name) > layout.LONGEST_NAME:
        what = "回答者の記入が長すぎます。"
    elif not name.isprintable():
        what = "回答者の記入に、改行など印字できない文字があります。"
    if what:
        raise InquiryError(
            what,
            where=where,
            found=name[:80],
            expected=f"所属と名（{layout.LONGEST_NAME}字まで、1行）",
            remedy="「回答者」の欄に記入してください。",
        )
    return name, layout.GETA in name


def not_a_number(text: str, *, where: str, unit: str = "") -> InquiryError:
    """Return the error of an answer that is no number."""
    return InquiryError(
        "回答が数値ではありません。",
        where=where,
        found=text[:80],
        expected=f"数値{f'（{unit}）' if unit else ''}、「{layout.AS_PRINTED}」又は「{layout.UNKNOWN}」",
        remedy="ほかの言葉や「約」を付けず、「単位」の欄の単位の数値だけを記入してください。",
    )


def _without_unit(plain: str, unit: str) -> str:
    for end in (unicodedata.normalize("NFKC", unit), *_SAME_UNITS.get(unit, ())):
        if plain.endswith(end) and plain != end:
            return plain[: -len(end)].strip()
    return plain


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _as_shown(value: Decimal, form: str, unit: str, *, where: str) -> Decimal:
    """Return a number as the sheet shows it. Raises InquiryError where that is another value or another unit."""
    percent = _PERCENT.fullmatch(form)
    shown = value * 100 if percent or "%" in form else value
    match = percent or _DECIMALS.fullmatch(form)
    decimals = len(match["decimals"] or "") if match else 0
    cut = match is not None and shown != round(shown, decimals)
    if ("%" in form and unit != "％") or cut or (percent is None and "%" in form):
        raise InquiryError(
            "見えている値と、セルが持つ値が違います。",
            where=where,
            found=f"セルの値 {format(value, 'f')[:40]}、表示形式 {form[:40]}",
            expected=f"見えているとおりの数値（{unit}）",
            remedy="セルの表示形式を「標準」に戻し、数値だけを記入し直してください。",
        )
    return round(shown, decimals) if percent else shown
