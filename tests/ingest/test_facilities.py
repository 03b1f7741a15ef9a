"""How many places are run directly and under contract."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ingest_sample import region

from generator.dataset.contract import Status
from generator.ingest.form.facilities import read_facility
from generator.ingest.form.owners import OWN, Owners
from generator.ingest.form.read_value import Reading

_NOBODY = Owners(("岩手県",), ())


def _read(printed: str) -> dict[str, Reading]:
    return read_facility(region(printed, dates=False), _NOBODY)[OWN]


def _values(printed: str) -> tuple[str, str, str]:
    readings = _read(printed)
    direct, outsourced, total = (readings[kind].value for kind in ("direct", "outsourced", "total"))
    return tuple("…" if v is None else f"{v:f}" for v in (direct, outsourced, total))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("直営：2 か所 , 委託：5 か所（）", ("2", "5", "7")),
        ("直営：１か所", ("1", "…", "1")),
        ("委託：27 か所（見本協議会など）", ("…", "27", "27")),
        ("委託 1 か所", ("…", "1", "1")),
        ("直営１箇所", ("1", "…", "1")),
        ("直営:１ヵ所", ("1", "…", "1")),
        ("委託のみ １０か所（公財，民間）", ("…", "10", "10")),
        ("直営：０か所 委託：２か所（社協、民間団体）", ("0", "2", "2")),
        ("直営：なし\n委託：１２か所（社会福祉法人９、株式会社３）", ("0", "12", "12")),
        ("直営・委託なし", ("0", "0", "0")),
        ("なし", ("0", "0", "0")),
        ("282 カ所", ("…", "…", "282")),
        ("１か所（県社協が実施）", ("…", "…", "1")),
        ("主に社協で対応：1 か所", ("…", "…", "1")),
        ("北海道委託：1 か所（NPO）", ("…", "1", "1")),
        ("県の直営：１か所（見本福祉事務所）", ("1", "…", "1")),
        ("直営：１か所（一部委託）", ("1", "…", "1")),
        ("直営：1 か所（ブランチ 3 か所）", ("1", "…", "1")),
        ("委託：９か所（うち２カ所社協）", ("…", "9", "9")),
        ("委託：３０か所【出張所２か所を含む】\n（社会福祉法人 26、医療法人 4）", ("…", "30", "30")),
        ("各町村１ヶ所（うち直営：３ヶ所、委託：１ヶ所（社会福祉法人））", ("3", "1", "4")),
        ("4か所（直営1、委託3）", ("1", "3", "4")),
        ("直営（基幹型）：1 か所，委託：18 か所", ("1", "18", "19")),
        ("直営（2か所）、委託（3か所）", ("2", "3", "5")),
        ("2か所（委託）", ("…", "2", "2")),
        ("委託：2か所（甲）、委託：1か所（乙）", ("…", "3", "3")),
        ("直営：※１か所", ("1", "…", "1")),
        ("直営：一か所、委託：二か所", ("1", "2", "3")),
        ("", ("…", "…", "…")),
        ("\n※記入例 直営：1 か所 , 委託：2 か所（社協）", ("…", "…", "…")),
        ("委託：2 か所\n※記入例 直営：1 か所 , 委託：2 か所（社協）", ("…", "2", "2")),
        ("県により実施", ("…", "…", "…")),
        ("県臨時職員が町に出向", ("…", "…", "…")),
        ("県が見本会に委託", ("…", "…", "…")),
        ("各町村１か所", ("…", "…", "…")),
        ("直営：1.5か所", ("…", "…", "…")),
    ],
)
def test_counts(printed: str, values: tuple[str, str, str]) -> None:
    """Direct, outsourced and total follow the rules of the dataset ("…" is missing)."""
    assert _values(printed) == values


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("県により実施", "県により実施"),
        ("北海道委託：1 か所", "北海道委託"),
        ("１か所（県社協が実施）", "県社協が実施"),
        ("主に社協で対応：1 か所", "主に社協で対応"),
    ],
)
def test_who_runs_it_is_noted(printed: str, words: str) -> None:
    """Words that say that somebody else runs the place are kept in the note."""
    assert words in _read(printed)["total"].note


def test_partly_contracted_is_noted() -> None:
    """A place that is partly contracted out says so where the number is missing."""
    assert "一部委託" in _read("直営：１か所（一部委託）")["outsourced"].note


@pytest.mark.parametrize(
    ("printed", "kind", "note"),
    [
        ("委託のみ １０か所（公財，民間）", "direct", "直営の数の印字なし。「委託のみ」の印字"),
        ("直営のみ：１か所", "outsourced", "委託の数の印字なし。「直営のみ」の印字"),
        ("直営：１か所\n委託：１か所（学習支援事業・ＮＰＯ法人）", "outsourced", "「学習支援事業・NPO法人」と付記"),
        ("直営：1 か所、委託：2 か所(甲社協→住宅資金)", "outsourced", "「甲社協→住宅資金」と付記"),
        ("委託：1 か所（乙事業団）", "outsourced", ""),
    ],
)
def test_other_programmes_and_only_are_noted(printed: str, kind: str, note: str) -> None:
    """A bracket that tells of another programme, and the word のみ, are kept in the note."""
    assert _read(printed)[kind].note == note


@pytest.mark.parametrize("printed", ["5か所（直営1、委託3）", "各町村１か所"])
def test_contradiction_is_flagged(printed: str) -> None:
    """A total that its parts do not make up, or a number for each of several towns, is flagged."""
    assert _read(printed)["total"].doubts


def test_total_cites_both_counts() -> None:
    """A total over two lines quotes both and cites the first."""
    total = _read("直営：なし\n委託：１２か所")["total"]
    assert (total.printed, total.line) == ("直営：なし／委託：１２か所", 1)


def test_single_count_is_quoted_as_a_figure() -> None:
    """A count alone is quoted without its unit."""
    assert _read("委託：１３か所（社協等）")["total"].printed == "１３"


_PREFECTURE = Owners(("秋田県",), ("甲村", "乙町"))


def _owned(printed: str) -> dict[str, dict[str, Decimal | None]]:
    read = read_facility(region(printed, dates=False), _PREFECTURE)
    return {who: {kind: r.value for kind, r in kinds.items()} for who, kinds in read.items()}


def test_counts_of_the_prefecture_and_its_members() -> None:
    """Counts in parentheses behind a name belong to who is named; the whole prefecture stands alone."""
    values = _owned(
        "県全体（直営：25 カ所、委託：37 カ所（うち社協 8 カ所））\n甲村（直営：１カ所）、乙町（直営：２カ所）"
    )
    assert [values[who]["total"] for who in (OWN, "甲村", "乙町")] == [62, 1, 2]
    assert values["甲村"]["outsourced"] is None


def test_parts_of_the_prefecture_are_added_up() -> None:
    """Rows for cities and for towns make up the prefecture; nothing is printed for a single member."""
    values = _owned("市（直営：４カ所、委託：９カ所（社協））\n町村部（直営：4 カ所（県福祉事務所））")
    assert [values[OWN][kind] for kind in ("direct", "outsourced", "total")] == [8, 9, 17]
    assert values["甲村"]["total"] is None


def test_the_part_without_a_kind_is_noted() -> None:
    """A figure that stands for some of the parts only says for which, and what the others lack."""
    printed = "市（直営：４カ所、委託：９カ所（社協））\n町村部（直営：4 カ所（県福祉事務所））"
    own = read_facility(region(printed, dates=False), _PREFECTURE)[OWN]
    assert own["outsourced"].note == "「市」の数。「町村部」の委託は印字なし"
    assert own["direct"].note.startswith("2つの印字の計。市・町村部の計")


def test_missing_kinds_cite_the_line_of_the_value() -> None:
    """A kind that is not printed cites the line where the other one stands."""
    readings = _read("\n直営：１か所")
    assert (readings["outsourced"].line, readings["outsourced"].status) == (2, Status.MISSING)
