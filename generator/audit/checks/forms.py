"""Who answered: doubles, codes, volume, the lines of the forms, dates, addresses on the web."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from generator.audit.check import EDITION, Doubt, Level, check
from generator.audit.dates import outside
from generator.config.config import Config
from generator.config.municipalities import check_digit
from generator.config.place_names import folded
from generator.dataset.contract import Kind
from generator.dataset.records import Dataset, Respondent
from generator.printed.dates import stated_dates

_GROUP_CODE = re.compile(r"G(\d{2})\d{2}")
_HOST: Final = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::\d+)?")
_AS_OF_NOW = "現在"


def _forms(dataset: Dataset) -> list[Respondent]:
    """Return the forms themselves: a member is printed in another one's."""
    return [r for r in dataset.respondents.values() if r.kind is not Kind.MEMBER]


@check(
    "A20-SAME-RESPONDENT", Level.ERROR, "同じ団体が二度ある",
    explanation="同じ都道府県に同じ名の団体が二つある。個票の重複か、名の読み誤りである。",
    remedy="原資料の二つの個票を見比べ、余分な行を除くか、名を直す。",
)  # fmt: skip
def same_respondent(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find one name twice in one prefecture."""
    counts = Counter((r.prefecture, r.name) for r in dataset.respondents.values())
    for respondent in dataset.respondents.values():
        if counts[respondent.prefecture, respondent.name] > 1:
            yield Doubt(
                respondent.code,
                f"{respondent.prefecture}{respondent.name}が二度以上ある。",
                lines=(respondent.line_start, respondent.line_end),
            )


@check(
    "A21-CODE-DIGIT", Level.ERROR, "団体コードの検査数字",
    explanation="団体コード6桁の検査数字が合わない。",
    remedy="総務省の全国地方公共団体コードの表で確かめ、respondents.csv を直す。",
)  # fmt: skip
def code_digit(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find codes with a wrong sixth digit."""
    for code in dataset.respondents:
        if code.isdigit() and check_digit(code[:5]) != code[5]:
            yield Doubt(code, f"検査数字は{check_digit(code[:5])}のはずである。")


@check(
    "A22-CODE-TABLE", Level.ERROR, "団体コードと名の食い違い",
    explanation="団体コードが、市町村の表（municipalities.csv）の名又は都道府県と合わない。",
    remedy="名とコードを確かめ、respondents.csv か municipalities.csv を直す。",
)  # fmt: skip
def code_table(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find codes that the table gives to somebody else."""
    for code, respondent in dataset.respondents.items():
        group = _GROUP_CODE.fullmatch(code)
        if respondent.kind is Kind.GROUP or group:
            if not group or group[1] != respondent.prefecture_code or respondent.kind is not Kind.GROUP:
                yield Doubt(code, "共同の個票のコードは、Gと都道府県の2桁と2桁の連番である。")
            continue
        row = config.municipalities.get(code)
        name = respondent.prefecture if respondent.kind is Kind.PREFECTURE else respondent.prefecture + respondent.name
        if row is None or row.prefecture + row.name != name or code[:2] != respondent.prefecture_code:
            found = "ない番号" if row is None else row.prefecture + row.name
            yield Doubt(code, f"「{name}」とあるが、表では{found}である。")


@check(
    "A23-VOLUME", Level.ERROR, "収録の範囲との食い違い",
    explanation="年度版の設定（prefectures_in_volume）にない都道府県の個票があるか、設定にある都道府県の個票がない。",
    remedy="年度版の設定と respondents.csv のどちらが正しいかを、文書で確かめる。",
)  # fmt: skip
def volume(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find prefectures too many or too few for the edition."""
    held = config.edition.prefectures_in_volume
    for respondent in dataset.respondents.values():
        if respondent.prefecture not in held:
            yield Doubt(respondent.code, f"{respondent.prefecture}は、年度版の設定では収録されていない。")
    present = {respondent.prefecture for respondent in dataset.respondents.values()}
    for name in held:
        if name not in present:
            yield Doubt(EDITION, f"収録されているはずの{name}の個票がない。", name)


@check(
    "A24-FORM-LINES", Level.ERROR, "個票の行の切れ目",
    explanation="個票の範囲（line_start、line_end）が文書の1行目から最終行までを隙間なく重ならずに覆っていない。",
    remedy="個票の読み落としか、区切りの誤りである。ingest の報告を見て、文書の該当行を確かめる。",
)  # fmt: skip
def form_lines(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find gaps and overlaps between the forms of the document."""
    expected = 1
    last = ""
    for form in sorted(_forms(dataset), key=lambda each: each.line_start):
        if form.line_start != expected or form.line_end < form.line_start:
            yield Doubt(
                form.code,
                f"{expected}行目から始まるはずが、{form.line_start}行目から{form.line_end}行目までとある。",
                lines=(form.line_start, form.line_end),
            )
        expected, last = form.line_end + 1, form.code
    total = dataset.places.last or config.edition.source.lines
    if last and expected != total + 1:
        yield Doubt(last, f"文書は{total}行目までだが、個票は{expected - 1}行目で終わる。")


@check(
    "A25-MUNICIPALITIES", Level.ERROR, "市町村の数",
    explanation="個票が代表する市町村の数の和が、都道府県の市町村数を超えるか、種別と合わない（市町村は1、都道府県は0）。",
    remedy="respondents.csv の municipalities と kind を直す。",
)  # fmt: skip
def municipalities(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find forms that stand for too many municipalities."""
    exact = {Kind.MUNICIPALITY: 1, Kind.MEMBER: 1, Kind.PREFECTURE: 0}
    sums = Counter(key for key, _ in dataset.municipalities_of(one.code for one in dataset.municipal()))
    for code, respondent in dataset.respondents.items():
        wrong = respondent.municipalities != exact.get(respondent.kind, respondent.municipalities)
        if wrong or (respondent.kind is Kind.GROUP and respondent.municipalities < 2):
            yield Doubt(code, f"種別{respondent.kind.value}の市町村数が{respondent.municipalities}である。")
    for key, summed in sums.items():
        place = config.prefectures.get(key)
        if place is not None and summed > place.municipalities:
            yield Doubt(
                EDITION, f"{place.name}の市町村の和{summed}が、全市町村数{place.municipalities}を超える。", place.name
            )


@check(
    "A26-AS-OF", Level.WARNING, "年度の外の時点",
    explanation="個票の「現在」の日付（時点）が年度の外にあるか、日付として読めない。",
    remedy="原資料の日付を確かめる。前年度の値を用いた個票なら、waivers に理由を書く。",
)  # fmt: skip
def as_of(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find dates outside the fiscal year."""
    fiscal = config.edition.fiscal_year
    for code, respondent in dataset.respondents.items():
        dates = stated_dates(respondent.as_of, near=fiscal.start.year)
        if respondent.as_of and not dates:
            yield Doubt(code, f"時点「{respondent.as_of}」を日付として読めない。", "as_of")
        if away := [text for text, day in dates if outside(day, fiscal)]:
            yield Doubt(code, f"時点「{'、'.join(away)}」が年度の外にある。", "as_of")
    for indicator in dataset.indicators.values():
        dates = stated_dates(indicator.note, near=fiscal.start.year) if _AS_OF_NOW in indicator.note else []
        if away := [text for text, day in dates if outside(day, fiscal)]:
            lines = () if indicator.line is None else (indicator.line,)
            yield Doubt(indicator.code, f"注記の時点「{'、'.join(away)}」が年度の外にある。", indicator.metric, lines)


@check(
    "A27-URL", Level.NOTE, "開けない形の参考URL",
    explanation="参考URLが http:// か https:// で始まらないか、ホスト名が途中で切れているか、同じ語が続く。",
    remedy="資料ではリンクとしない。正しいURLが分かれば respondents.csv を直す。",
)  # fmt: skip
def url(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find addresses that no browser can open."""
    for code, respondent in dataset.respondents.items():
        if respondent.url and not _opens(respondent.url):
            yield Doubt(code, f"参考URL「{respondent.url}」は開けない形である。", "url")


@check(
    "A28-MEMBER-FORM", Level.WARNING, "共同と単独の両方の個票",
    explanation="共同の個票を構成する市町村（members）に、その市町村だけの個票もある。市町村は1と数えるが、人口などは二重に入る。",
    remedy="respondents.csv の members が個票の印字と合うかを確かめ、両方に入る値は corrections.yaml で一方を除く。",
)  # fmt: skip
def member_form(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find members of a joint form that have a form of their own."""
    alone = {(one.prefecture_code, folded(one.name)) for one in dataset.municipal() if one.kind is not Kind.GROUP}
    for code, respondent in dataset.respondents.items():
        if twice := [name for name in respondent.member_names if (respondent.prefecture_code, folded(name)) in alone]:
            yield Doubt(code, f"構成する{'、'.join(twice)}に、単独の個票もある。", "members")


def _opens(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    words = parts.netloc.split(".")
    repeated = any(first == second for first, second in pairwise(words))
    return parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) is not None and not repeated


CHECKS: Final = (same_respondent, code_digit, code_table, volume, form_lines, municipalities, as_of, url, member_form)
