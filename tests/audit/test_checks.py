"""Every check: what it lets pass and what it finds. One row is one case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from audit_sample import (
    MORIOKA,
    PREF,
    TONO,
    YAHABA,
    Scene,
    correction,
    scene,
    statement,
    waiver,
)
from practice_cases import PRACTICE_CASES

from generator.audit import judging
from generator.audit.check import Check
from generator.audit.checks import CHECKS as ALL
from generator.config.edition import Reissue
from generator.dataset.anchor_states import AnchorCondition, AnchorState, OpenLine
from generator.dataset.contract import Assessment, Contract, Kind, Programme, Status
from generator.dataset.records import Statement, ThemeMention
from generator.ingest.form.read_value import DOUBT

Change = Callable[[Scene], Scene]
TEXT = "い" * 40
REISSUES = tuple(
    Reissue(number=number, published_on=day, areas=("岩手県",), reason="面積の誤り")
    for number, day in ((2, date(2027, 2, 1)), (3, date(2027, 4, 1)))
)


@dataclass(frozen=True)
class Case:
    """What is changed in the clean edition and what the check then finds (respondent, item)."""

    check: str
    name: str
    change: Change
    found: tuple[tuple[str, str], ...] = ()


def passes(check: str, name: str, change: Change = lambda s: s) -> Case:
    """The check finds nothing."""
    return Case(check, name, change)


def finds(check: str, name: str, change: Change, *found: tuple[str, str]) -> Case:
    """The check finds exactly this."""
    return Case(check, name, change, found)


def anchors(*waiting: OpenLine, foreign: bool = False) -> Change:
    """Line numbers that are to be decided, or were counted elsewhere."""
    return lambda s: replace(s, dataset=replace(s.dataset, anchors=AnchorCondition(waiting, foreign)))


def reference(value: str = "28.1", source: str = "統計局の推計", as_of: str = "平成30年") -> Change:
    """Give the ageing rate another national value."""
    return lambda s: s.edition(
        reference_values=(
            s.config.edition.reference_values[0].model_copy(
                update={"value": Decimal(value), "source": source, "as_of": as_of}
            ),
        )
    )


def undetermined(basis: str, result: str | None = None) -> Change:
    """Leave a target open."""
    return lambda s: s.target(assessment=Assessment.UNDETERMINED, basis=basis, result=result)


def converted(conversion: str, value: str, *, goal: str = "人/月", unit: str = "人") -> Change:
    """Convert a target's result of 60 into the target's unit."""
    return lambda s: s.target(
        target="5", target_unit=goal, result_unit=unit, conversion=conversion, converted=value, remark="換算した",
    )  # fmt: skip


RATE = "welfare_rate"
TOTAL = "support_centers_total"
CASES = [
    passes("A01-UNIT-SUSPECT", "near", lambda s: s.figure(YAHABA, RATE, "2.6")),
    passes("A01-UNIT-SUSPECT", "far in either unit", lambda s: s.figure(YAHABA, RATE, "700")),
    passes("A01-UNIT-SUSPECT", "corrected", lambda s: s.figure(YAHABA, RATE, "85").corrected(correction())),
    finds("A01-UNIT-SUSPECT", "percent as permille", lambda s: s.figure(YAHABA, RATE, "65.9"), (YAHABA, RATE)),
    finds("A01-UNIT-SUSPECT", "permille as percent", lambda s: s.figure(YAHABA, RATE, "0.94"), (YAHABA, RATE)),
    finds("A01-UNIT-SUSPECT", "share of one", lambda s: s.figure(YAHABA, "aging_rate", "0.28"), (YAHABA, "aging_rate")),
    finds("A01-UNIT-SUSPECT", "wrong correction", lambda s: s.corrected(correction(value=Decimal(86))), (YAHABA, RATE)),
    passes("A02-RATE-FAR", "three times", lambda s: s.figure(YAHABA, RATE, "32.7")),
    passes("A02-RATE-FAR", "left to A01", lambda s: s.figure(YAHABA, RATE, "65.9")),
    finds("A02-RATE-FAR", "over three times", lambda s: s.figure(YAHABA, RATE, "33"), (YAHABA, RATE)),
    finds("A02-RATE-FAR", "under a third", lambda s: s.figure(YAHABA, RATE, "3.5"), (YAHABA, RATE)),
    passes("A03-PLAUSIBLE", "at the limit", lambda s: s.figure(YAHABA, "aging_rate", "65")),
    passes("A03-PLAUSIBLE", "offices of a prefecture", lambda s: s.figure(PREF, TOTAL, "282")),
    finds("A03-PLAUSIBLE", "beyond", lambda s: s.figure(YAHABA, "aging_rate", "65.1"), (YAHABA, "aging_rate")),
    finds("A03-PLAUSIBLE", "none at all", lambda s: s.figure(YAHABA, TOTAL, "0"), (YAHABA, TOTAL)),
    passes("A04-UNDER-ONE-PERSON", "one person", lambda s: s.figure(YAHABA, "population", "1000").figure(YAHABA, RATE, "1")),
    passes("A04-UNDER-ONE-PERSON", "nobody", lambda s: s.figure(YAHABA, RATE, "0")),
    finds(
        "A04-UNDER-ONE-PERSON", "three quarters of a person",
        lambda s: s.figure(YAHABA, "population", "763").figure(YAHABA, RATE, "1"), (YAHABA, RATE),
    ),
    passes("A05-DENSITY", "no area", lambda s: s.figure(YAHABA, "area", None)),
    finds("A05-DENSITY", "square metres for hectares", lambda s: s.figure(YAHABA, "area", "0.67"), (YAHABA, "area")),
    finds("A05-DENSITY", "hectares", lambda s: s.figure(TONO, "area", "82600"), (TONO, "area")),
    passes("A06-HOUSEHOLD-SIZE", "four", lambda s: s.figure(YAHABA, "households", "6825")),
    finds("A06-HOUSEHOLD-SIZE", "more households", lambda s: s.figure(YAHABA, "households", "30000"), (YAHABA, "households")),
    finds("A06-HOUSEHOLD-SIZE", "a digit lost", lambda s: s.figure(YAHABA, "households", "1040"), (YAHABA, "households")),
    passes("A07-COORDINATORS-RATE", "few people", lambda s: s.figure(YAHABA, "population", "1000")),
    finds("A07-COORDINATORS-RATE", "headcounts added", lambda s: s.figure(YAHABA, "coordinators", "200"), (YAHABA, "coordinators")),
    passes("A08-IMPOSSIBLE-FIGURE", "commas", lambda s: s.figure(YAHABA, "population", "27300", printed="２７，３００")),
    passes("A08-IMPOSSIBLE-FIGURE", "blank after comma", lambda s: s.figure(YAHABA, "population", "27326", printed="27, 326")),
    passes(
        "A08-IMPOSSIBLE-FIGURE", "corrected",
        lambda s: s.figure(YAHABA, "households", None, printed="389,0606").corrected(
            correction(metric="households", printed="389,0606", value=None, unit="世帯", status="asked")
        ),
    ),
    finds(
        "A08-IMPOSSIBLE-FIGURE", "four digits after the comma",
        lambda s: s.figure(YAHABA, "households", None, printed="389,0606"), (YAHABA, "households"),
    ),
    finds("A08-IMPOSSIBLE-FIGURE", "two points", lambda s: s.figure(YAHABA, "area", "1", printed="67.3.2"), (YAHABA, "area")),
    passes("A09-FLAGGED-VALUE", "another note", lambda s: s.figure(YAHABA, "area", "67", note="広域委託")),
    passes("A09-FLAGGED-VALUE", "corrected", lambda s: s.figure(YAHABA, RATE, "8.5", note=DOUBT).corrected(correction())),
    finds("A09-FLAGGED-VALUE", "flagged", lambda s: s.figure(YAHABA, "area", "67", note=f"{DOUBT}桁"), (YAHABA, "area")),
    passes("A10-FLAGGED-MISSING", "blank", lambda s: s.figure(YAHABA, "area", None, note="空欄")),
    finds("A10-FLAGGED-MISSING", "flagged", lambda s: s.figure(YAHABA, "area", None, note=f"{DOUBT}桁"), (YAHABA, "area")),
    passes("A11-MISSING", "half of a known total", lambda s: s.figure(YAHABA, "support_centers_direct", None)),
    passes("A11-MISSING", "does not apply", lambda s: s.figure(YAHABA, "coordinators", None, status=Status.NOT_APPLICABLE)),
    finds("A11-MISSING", "blank", lambda s: s.figure(YAHABA, "area", None), (YAHABA, "")),
    finds(
        "A11-MISSING", "total unknown too",
        lambda s: s.figure(YAHABA, TOTAL, None).figure(YAHABA, "support_centers_direct", None), (YAHABA, ""),
    ),
    passes("A12-EXAMPLE-LEFT", "left out", lambda s: s.figure(YAHABA, TOTAL, None, note="記入例のみの印字")),
    finds("A12-EXAMPLE-LEFT", "taken", lambda s: s.figure(YAHABA, TOTAL, "3", printed="※記入例 直営：1 か所"), (YAHABA, TOTAL)),
    passes("A13-EXAMPLE-LIKE", "other figures", lambda s: s.figure(TONO, "self_reliance_outsourced", "2")
        .figure(TONO, "self_reliance_direct", "2")),
    finds("A13-EXAMPLE-LIKE", "one and two", lambda s: s.figure(TONO, "self_reliance_outsourced", "2"),
        (TONO, "self_reliance_total")),
    passes("A14-TOTAL", "one part unknown", lambda s: s.figure(TONO, "self_reliance_direct", None)),
    finds("A14-TOTAL", "sum differs", lambda s: s.figure(TONO, "self_reliance_total", "5"), (TONO, "self_reliance_total")),
    finds("A14-TOTAL", "part above total", lambda s: s.figure(MORIOKA, "support_centers_outsourced", "10"), (MORIOKA, TOTAL)),
    finds("A14-TOTAL", "parts without total", lambda s: s.figure(MORIOKA, TOTAL, None), (MORIOKA, TOTAL)),
    passes("A15-COUNT-WHOLE", "fraction of an area", lambda s: s.figure(YAHABA, "area", "67.32")),
    finds("A15-COUNT-WHOLE", "half a person", lambda s: s.figure(YAHABA, "coordinators", "2.5"), (YAHABA, "coordinators")),
    finds("A15-COUNT-WHOLE", "negative", lambda s: s.figure(YAHABA, "area", "-67"), (YAHABA, "area")),
    passes("A16-SCHOOLS", "as many", lambda s: s.figure(YAHABA, "junior_high_schools", "4")),
    finds("A16-SCHOOLS", "more", lambda s: s.figure(YAHABA, "junior_high_schools", "5"), (YAHABA, "junior_high_schools")),
    passes("A17-PREFECTURE-SUM", "as much", lambda s: s.figure(PREF, "population", "344300")),
    finds("A17-PREFECTURE-SUM", "more", lambda s: s.figure(PREF, "population", "344299"), (PREF, "population")),
    passes("A18-COORDINATORS", "none employed", lambda s: s.figure(YAHABA, "coordinators", "0")),
    finds("A18-COORDINATORS", "marked, none printed", lambda s: s.figure(YAHABA, "coordinators", None), (YAHABA, "coordinators")),
    finds("A18-COORDINATORS", "not marked, printed", lambda s: s.respondent(YAHABA, programmes=frozenset({Programme.CHIIKIRYOKU})),
        (YAHABA, "coordinators")),
    passes("A20-SAME-RESPONDENT", "same name elsewhere", lambda s: s.respondent(YAHABA, name="遠野市", prefecture="青森県")),
    finds("A20-SAME-RESPONDENT", "twice", lambda s: s.respondent(YAHABA, name="遠野市"), (TONO, ""), (YAHABA, "")),
    passes("A21-CODE-DIGIT", "group", lambda s: s.further(YAHABA, "G0301")),
    finds("A21-CODE-DIGIT", "wrong digit", lambda s: s.further(YAHABA, "033228"), ("033228", "")),
    passes("A22-CODE-TABLE", "group",
        lambda s: s.further(YAHABA, "G0301", kind=Kind.GROUP, name="県央（二町）", municipalities=2)),
    finds("A22-CODE-TABLE", "another's code", lambda s: s.respondent(YAHABA, name="紫波町"), (YAHABA, "")),
    finds("A22-CODE-TABLE", "no such code", lambda s: s.further(YAHABA, "033995"), ("033995", "")),
    finds("A22-CODE-TABLE", "group of another prefecture",
        lambda s: s.further(YAHABA, "G0201", kind=Kind.GROUP, name="県央"), ("G0201", "")),
    passes("A23-VOLUME", "in the volume"),
    finds("A23-VOLUME", "not in the volume",
        lambda s: s.edition(prefectures_in_volume=("青森県", "岩手県")), ("edition", "青森県")),
    finds("A23-VOLUME", "foreign form", lambda s: s.respondent(YAHABA, prefecture="秋田県"), (YAHABA, "")),
    passes("A24-FORM-LINES", "member inside", lambda s: s.further(YAHABA, "033219", kind=Kind.MEMBER, parent=YAHABA)),
    finds("A24-FORM-LINES", "gap", lambda s: s.respondent(YAHABA, line_start=303), (YAHABA, "")),
    finds("A24-FORM-LINES", "overlap", lambda s: s.respondent(YAHABA, line_start=300), (YAHABA, "")),
    passes("A24-FORM-LINES", "PDF", lambda s: s.edition(source=s.config.edition.source.model_copy(update={"lines": 7})).documents(400)),
    finds("A24-FORM-LINES", "PDF longer", lambda s: s.documents(401), (YAHABA, "")),
    finds("A24-FORM-LINES", "end missing", lambda s: s.respondent(YAHABA, line_end=399), (YAHABA, "")),
    passes("A25-MUNICIPALITIES", "group of four",
        lambda s: s.further(YAHABA, "G0301", kind=Kind.GROUP, municipalities=4)),
    finds("A25-MUNICIPALITIES", "two in one", lambda s: s.respondent(YAHABA, municipalities=2), (YAHABA, "")),
    finds("A25-MUNICIPALITIES", "more than there are",
        lambda s: s.further(YAHABA, "G0301", kind=Kind.GROUP, municipalities=40), ("edition", "岩手県")),
    passes("A26-AS-OF", "none printed", lambda s: s.respondent(YAHABA, as_of="")),
    passes("A26-AS-OF", "several dates", lambda s: s.respondent(YAHABA, as_of="人口 H31.1.1、受給率 H30、学校 H30.4")),
    finds("A26-AS-OF", "year before", lambda s: s.respondent(YAHABA, as_of="平成30年３月３１日現在"), (YAHABA, "as_of")),
    finds("A26-AS-OF", "unreadable", lambda s: s.respondent(YAHABA, as_of="直近の値"), (YAHABA, "as_of")),
    finds("A26-AS-OF", "in a note", lambda s: s.figure(YAHABA, RATE, "8.5", note="H29/11現在"), (YAHABA, RATE)),
    passes("A28-MEMBER-FORM", "other members",
        lambda s: s.further(YAHABA, "G0301", kind=Kind.GROUP, name="県央", municipalities=2, members="雫石町、紫波町")),
    finds("A28-MEMBER-FORM", "member with a form",
        lambda s: s.further(YAHABA, "G0301", kind=Kind.GROUP, name="県央", municipalities=2, members="遠野市、紫波町"),
        ("G0301", "members")),
    passes("A27-URL", "none", lambda s: s.respondent(YAHABA, url="")),
    passes("A27-URL", "port and path", lambda s: s.respondent(YAHABA, url="http://www.town.example.jp:8080/a/b.html")),
    finds("A27-URL", "no slashes", lambda s: s.respondent(YAHABA, url="https:www.example.jp/"), (YAHABA, "url")),
    finds("A27-URL", "cut off", lambda s: s.respondent(YAHABA, url="http://www.city.example."), (YAHABA, "url")),
    finds("A27-URL", "word twice", lambda s: s.respondent(YAHABA, url="https://www.city.tono.tono.jp"), (YAHABA, "url")),
    passes("A30-MARK-CHAPTER", "member of a form", lambda s: s.further(YAHABA, "033219", kind=Kind.MEMBER)),
    finds("A30-MARK-CHAPTER", "chapter, no mark",
        lambda s: s.respondent(YAHABA, programmes=frozenset({Programme.TAKIKAN})), (YAHABA, "chiikiryoku")),
    finds("A30-MARK-CHAPTER", "mark, no chapter",
        lambda s: s.without_project(YAHABA, Programme.TAKIKAN), (YAHABA, "takikan")),
    passes("A31-CONTRACT", "unknown", lambda s: s.project(
        YAHABA, contract=Contract.UNKNOWN, contractor="", contractor_type="不明")),
    finds("A31-CONTRACT", "direct with contractor",
        lambda s: s.project(YAHABA, contract=Contract.DIRECT), (YAHABA, "chiikiryoku")),
    finds("A31-CONTRACT", "outsourced to nobody", lambda s: s.project(YAHABA, contractor=""), (YAHABA, "chiikiryoku")),
    finds("A31-CONTRACT", "a bare name", lambda s: s.project(YAHABA, implementer="社会福祉協議会"), (YAHABA, "chiikiryoku")),
    passes("A31-CONTRACT", "a grant", lambda s: s.project(YAHABA, contract=Contract.SUBSIDISED, remark="補助事業")),
    finds("A31-CONTRACT", "a grant that nothing tells of",
        lambda s: s.project(YAHABA, contract=Contract.SUBSIDISED), (YAHABA, "chiikiryoku")),
    finds("A31-CONTRACT", "a grant to nobody",
        lambda s: s.project(YAHABA, contract=Contract.SUBSIDISED, remark="補助金", contractor=""), (YAHABA, "chiikiryoku")),
    finds("A31-CONTRACT", "type contradicts",
        lambda s: s.project(YAHABA, contractor_type="直営"), (YAHABA, "chiikiryoku")),
    passes("A32-IMPLEMENTER", "named"),
    finds("A32-IMPLEMENTER", "blank", lambda s: s.project(YAHABA, implementer=""), (YAHABA, "chiikiryoku")),
    finds("A32-IMPLEMENTER", "same as contractor",
        lambda s: s.project(YAHABA, implementer="社会福祉協議会"), (YAHABA, "chiikiryoku")),
    finds("A32-IMPLEMENTER", "unknown", lambda s: s.project(YAHABA, contract=Contract.UNKNOWN), (YAHABA, "chiikiryoku")),
    passes("A40-NO-RESULT", "met in words", lambda s: s.target(result=None, basis="stated")),
    finds("A40-NO-RESULT", "nothing said", undetermined("no_result"), (MORIOKA, "T01")),
    passes("A41-DUPLICATE", "another target", lambda s: s.target(id="T02", target="51")),
    finds("A41-DUPLICATE", "same again", lambda s: s.target(id="T02", indicator="講座の 参加者"), (MORIOKA, "T02")),
    passes("A42-ASSESSMENT", "exactly reached", lambda s: s.target(result="50")),
    passes("A42-ASSESSMENT", "part of the year, below", undetermined("partial_year", "49")),
    passes("A42-ASSESSMENT", "in words", lambda s: s.target(result=None, basis="stated")),
    passes("A42-ASSESSMENT", "another unit", undetermined("other_unit", "60")),
    passes("A42-ASSESSMENT", "counted otherwise", undetermined("counted_otherwise", "60")),
    passes("A42-ASSESSMENT", "converted, reached", converted("÷12", "5")),
    finds("A42-ASSESSMENT", "converted, below", lambda s: s.target(
        target="51", target_unit="人/年", result="4", result_unit="人/月", conversion="×12", converted="48"), (MORIOKA, "T01")),
    finds("A42-ASSESSMENT", "met below", lambda s: s.target(result="49"), (MORIOKA, "T01")),
    finds("A42-ASSESSMENT", "missed above", lambda s: s.target(assessment=Assessment.NOT_MET, basis="range"), (MORIOKA, "T01")),
    finds("A42-ASSESSMENT", "part of the year, reached", undetermined("partial_year", "50"), (MORIOKA, "T01")),
    finds("A42-ASSESSMENT", "met without a result", lambda s: s.target(result=None, basis="no_result"), (MORIOKA, "T01")),
    passes("A43-STATED", "agrees", lambda s: s.target(basis="stated")),
    passes("A43-STATED", "another unit", lambda s: s.target(basis="stated", result="2", result_unit="回")),
    finds("A43-STATED", "met in words only", lambda s: s.target(basis="stated", result="49"), (MORIOKA, "T01")),
    passes("A44-UNIT-DIFFERS", "名 is 人", lambda s: s.target(result_unit="名")),
    passes("A44-UNIT-DIFFERS", "per year", lambda s: s.target(target_unit="人/年")),
    finds("A44-UNIT-DIFFERS", "件 is not 人", lambda s: s.target(result_unit="件"), (MORIOKA, "T01")),
    passes("A44-UNIT-DIFFERS", "converted", lambda s: s.target(result_unit="世帯", conversion="×1", converted="60")),
    passes("A45-FAR-ABOVE", "three times", lambda s: s.target(result="150")),
    passes("A45-FAR-ABOVE", "counted otherwise", undetermined("counted_otherwise", "151")),
    passes("A45-FAR-ABOVE", "other things", lambda s: s.target(basis="stated", result="151", result_unit="件")),
    finds("A45-FAR-ABOVE", "more than three times", lambda s: s.target(result="151"), (MORIOKA, "T01")),
    finds("A45-FAR-ABOVE", "met in words", lambda s: s.target(basis="stated", result="151"), (MORIOKA, "T01")),
    finds("A45-FAR-ABOVE", "converted", lambda s: s.target(
        target="39", result="10", result_unit="人/月", conversion="×12", converted="120"), (MORIOKA, "T01")),
    passes("A70-CONVERSION", "none"),
    passes("A70-CONVERSION", "months of the year", converted("÷11", "5.5")),
    passes("A70-CONVERSION", "a month's", converted("×12", "720", goal="人", unit="人/月")),
    passes("A70-CONVERSION", "another word", converted("×1", "60", goal="人", unit="世帯")),
    finds("A70-CONVERSION", "reckoned wrongly", converted("÷11", "5.4"), (MORIOKA, "T01")),
    finds("A70-CONVERSION", "not a month's", converted("×12", "720"), (MORIOKA, "T01")),
    finds("A70-CONVERSION", "not into a month's", converted("÷11", "5.5", goal="人"), (MORIOKA, "T01")),
    finds("A70-CONVERSION", "the same word", converted("×1", "60", goal="人", unit="名"), (MORIOKA, "T01")),
    passes("A71-BASIS-UNIT", "units differ", lambda s: undetermined("other_unit", "60")(s).target(result_unit="件")),
    passes("A71-BASIS-UNIT", "same unit", undetermined("counted_otherwise", "60")),
    finds("A71-BASIS-UNIT", "other unit, same", undetermined("other_unit", "60"), (MORIOKA, "T01")),
    finds("A71-BASIS-UNIT", "counted otherwise, other unit",
        lambda s: undetermined("counted_otherwise", "60")(s).target(result_unit="件"), (MORIOKA, "T01")),
    passes("A72-OTHER-YEAR", "named", lambda s: undetermined("other_year")(s).target(indicator="団体数（平成34年度の目標）")),
    passes("A72-OTHER-YEAR", "several years", lambda s: undetermined("other_year")(s).target(indicator="養成数（3年間の目標）")),
    passes("A72-OTHER-YEAR", "met in words", lambda s: s.target(indicator="団体数（令和2年度末の目標）", basis="stated")),
    passes("A72-OTHER-YEAR", "this year", lambda s: s.target(indicator="団体数（平成30年度の目標）")),
    finds("A72-OTHER-YEAR", "judged", lambda s: s.target(indicator="団体数（平成31年度の目標）"), (MORIOKA, "T01")),
    finds("A72-OTHER-YEAR", "no year named", undetermined("other_year"), (MORIOKA, "T01")),
    passes("A73-REMARK-MISSING", "told", lambda s: undetermined("counted_otherwise", "60")(s).target(remark="延べ人数")),
    finds("A73-REMARK-MISSING", "counted otherwise", undetermined("counted_otherwise", "60"), (MORIOKA, "T01")),
    finds("A73-REMARK-MISSING", "converted", lambda s: converted("÷11", "5.5")(s).target(remark=""), (MORIOKA, "T01")),
    passes("A46-TARGET-PROGRAMME", "chapter without mark",
        lambda s: s.respondent(MORIOKA, programmes=frozenset({Programme.TAKIKAN}))),
    finds("A46-TARGET-PROGRAMME", "neither", lambda s: s.target(programme=Programme.TODOFUKEN), (MORIOKA, "T01")),
    passes("A47-LINES", "last line", lambda s: s.target(result_line=200)),
    finds("A47-LINES", "target outside", lambda s: s.target(result_line=201), (MORIOKA, "T01")),
    finds("A47-LINES", "figure outside", lambda s: s.figure(TONO, "area", "826", line=200), (TONO, "area")),
    finds("A47-LINES", "project outside", lambda s: s.project(TONO, line=301), (TONO, "chiikiryoku")),
    finds("A47-LINES", "theme outside", lambda s: s.themes(ThemeMention(TONO, "ibasho", 2, (210, 310))), (TONO, "ibasho")),
    passes("A57-CANDIDATE-OPEN", "all decided"),
    finds("A57-CANDIDATE-OPEN", "two waiting", lambda s: s.waiting(MORIOKA, 2), (MORIOKA, "targets")),
    finds("A57-CANDIDATE-OPEN", "nothing reviewed", lambda s: s.unreviewed(YAHABA), (YAHABA, "targets")),
    passes("A79-ROW-OPEN", "all decided"),
    finds("A79-ROW-OPEN", "rows waiting", lambda s: s.rows_waiting(YAHABA, 3), (YAHABA, "practice")),
    passes("A48-REMARK-LENGTH", "25 characters", lambda s: s.target(remark="あ" * 25)),
    finds("A48-REMARK-LENGTH", "26 characters", lambda s: s.target(remark="あ" * 26), (MORIOKA, "T01")),
    passes("A49-REMARK-WORDING", "quoted name", lambda s: s.target(remark="「概ね会」の人数")),
    finds("A49-REMARK-WORDING", "two slips in one remark", lambda s: s.target(remark="概ね8つの会の計"), (MORIOKA, "T01")),
    passes("A50-SUMMARY-MISSING", "member", lambda s: s.further(YAHABA, "033219", kind=Kind.MEMBER)),
    finds("A50-SUMMARY-MISSING", "part missing", lambda s: s.summary(TONO, "成果", None), (TONO, "成果")),
    passes("A51-SUMMARY-LENGTH", "40 characters", lambda s: s.summary(TONO, "成果", statement(TEXT, 210))),
    finds("A51-SUMMARY-LENGTH", "39 characters", lambda s: s.summary(TONO, "成果", statement(TEXT[1:], 210)), (TONO, "成果")),
    finds("A51-SUMMARY-LENGTH", "121 characters", lambda s: s.summary(TONO, "成果", statement("う" * 121, 210)), (TONO, "成果")),
    passes("A52-SUMMARY-LINES", "within", lambda s: s.summary(TONO, "成果", statement(TEXT, 201, 300))),
    finds("A52-SUMMARY-LINES", "another form", lambda s: s.summary(TONO, "成果", statement(TEXT, 250, 301)), (TONO, "成果")),
    finds("A52-SUMMARY-LINES", "no line", lambda s: s.summary(TONO, "成果", Statement(TEXT, ())), (TONO, "成果")),
    passes("A53-SUMMARY-REPEATED", "all differ"),
    finds("A53-SUMMARY-REPEATED", "copied",
        lambda s: s.summary(TONO, "特色", statement(TEXT, 210)).summary(YAHABA, "成果", statement(TEXT, 310)), (YAHABA, "成果")),
    passes("A58-EXCERPT", "an editor's summary", lambda s: s.summary(TONO, "成果", statement(TEXT, 210))),
    finds("A58-EXCERPT", "the answer's own words",
        lambda s: s.summary(TONO, "成果", replace(statement(TEXT, 210), excerpt=True)), (TONO, "成果")),
    passes("A54-THEME-UNKNOWN", "known"),
    finds("A54-THEME-UNKNOWN", "not in the settings", lambda s: s.themes(ThemeMention(TONO, "uchu", 1, (210,))), (TONO, "uchu")),
    passes("A55-THEME-NONE", "member", lambda s: s.further(YAHABA, "033219", kind=Kind.MEMBER)),
    finds("A55-THEME-NONE", "silent form",
        lambda s: s.themes(*(t for t in s.dataset.themes if t.code != TONO)), (TONO, "")),
    passes("A56-SUMMARY-WORDING", "quoted name", lambda s: s.summary(TONO, "取組", statement(f"「一人ひとりの会」{TEXT}", 210))),
    finds("A56-SUMMARY-WORDING", "two slips in one part",
        lambda s: s.summary(TONO, "取組", statement(f"概ね8つの会を開く。{TEXT}", 210)), (TONO, "取組")),
    passes("A60-CORRECTION-PENDING", "confirmed", lambda s: s.corrected(correction())),
    finds("A60-CORRECTION-PENDING", "asked", lambda s: s.corrected(correction(status="asked")), (YAHABA, RATE)),
    finds("A60-CORRECTION-PENDING", "taken out", lambda s: s.corrected(correction(status="open", value=None)), (YAHABA, RATE)),
    passes("A61-DECIDED-ON", "on the day", lambda s: s.corrected(correction(decided_on=date(2026, 12, 1)))),
    finds("A61-DECIDED-ON", "correction later", lambda s: s.corrected(correction(decided_on=date(2026, 12, 2))), (YAHABA, RATE)),
    passes("A61-DECIDED-ON", "before the last reissue",
        lambda s: s.corrected(correction(decided_on=date(2027, 4, 1))).edition(reissues=REISSUES)),
    finds("A61-DECIDED-ON", "behind the last reissue",
        lambda s: s.corrected(correction(decided_on=date(2027, 4, 2))).edition(reissues=REISSUES), (YAHABA, RATE)),
    finds("A61-DECIDED-ON", "waiver later",
        lambda s: s.waived(waiver("A64-CONTACT", "edition", decided_on=date(2027, 1, 1))), ("edition", "")),
    passes("A62-WAIVER-STALE", "needed",
        lambda s: s.figure(YAHABA, RATE, "3.5").waived(waiver("A02-RATE-FAR", YAHABA, RATE))),
    passes("A62-WAIVER-STALE", "respondent's answer",
        lambda s: s.waived(waiver("A02-RATE-FAR", YAHABA, RATE, reason="疑義照会の回答: 原文のとおり。"))),
    finds("A62-WAIVER-STALE", "nothing to waive", lambda s: s.waived(waiver("A02-RATE-FAR", YAHABA, RATE)), (YAHABA, RATE)),
    finds("A62-WAIVER-STALE", "wrong item",
        lambda s: s.figure(YAHABA, RATE, "3.5").waived(waiver("A02-RATE-FAR", YAHABA, "area")), (YAHABA, "area")),
    passes("A63-WAIVER-UNKNOWN", "edition", lambda s: s.waived(waiver("A64-CONTACT", "edition"))),
    finds("A63-WAIVER-UNKNOWN", "no such check", lambda s: s.waived(waiver("A99-NONE", YAHABA)), ("edition", "")),
    finds("A63-WAIVER-UNKNOWN", "no such respondent", lambda s: s.waived(waiver("A64-CONTACT", "999999")), ("edition", "")),
    passes("A64-CONTACT", "filled in"),
    finds("A64-CONTACT", "placeholder",
        lambda s: s.edition(contact=s.config.edition.contact.model_copy(update={"placeholder": True})), ("edition", "contact")),
    passes("A65-REFERENCE-SOURCE", "sourced", reference()),
    finds("A65-REFERENCE-SOURCE", "no source", reference(source="　"), ("edition", "aging_rate")),
    finds("A65-REFERENCE-SOURCE", "no date", reference(as_of=" "), ("edition", "aging_rate")),
    finds("A65-REFERENCE-SOURCE", "impossible", reference("281"), ("edition", "aging_rate")),
    passes("A96-LINE-TO-DECIDE", "nothing open"),
    finds("A96-LINE-TO-DECIDE", "a target's line", anchors(OpenLine("targets", f"{TONO}/T01", "target_line", 200, 210, AnchorState.LOST)),
        (TONO, f"targets/{TONO}/T01/target_line/210")),
    passes("A97-LINES-ELSEWHERE", "the edition's documents"),
    finds("A97-LINES-ELSEWHERE", "another document", anchors(foreign=True), ("edition", "anchors")),
]  # fmt: skip
CASES += [Case(*case) for case in PRACTICE_CASES]
CHECKS = {check.id: check for check in ALL}


def test_the_clean_edition_has_no_finding() -> None:
    """No check is triggered by an edition without a fault."""
    clean = scene()
    assert judging.judge(clean.dataset, clean.config) == ()


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.check} {case.name}") for case in CASES])
def test_check_finds_exactly_what_is_wrong(case: Case) -> None:
    """A check finds the spoilt place and nothing else."""
    spoilt = case.change(scene())
    findings = list(CHECKS[case.check](spoilt.dataset, spoilt.config))
    assert tuple((finding.respondent, finding.item) for finding in findings) == case.found


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_every_check_has_a_passing_and_a_failing_case(check: str) -> None:
    """A check without both cases would go untested."""
    outcomes = {bool(case.found) for case in CASES if case.check == check}
    assert outcomes == {True, False}


@pytest.mark.parametrize("check", list(CHECKS.values()), ids=list(CHECKS))
def test_every_check_explains_itself(check: Check) -> None:
    """Title, explanation and remedy are there, and the latter two are sentences."""
    assert check.title
    assert check.explanation.endswith("。")
    assert check.remedy.endswith("。")


def test_the_other_unit_is_proposed() -> None:
    """6.59 printed as ％ is proposed as ‰."""
    spoilt = scene().figure(YAHABA, RATE, "65.9", printed="6.59")
    (finding,) = CHECKS["A01-UNIT-SUSPECT"](spoilt.dataset, spoilt.config)
    assert finding.doubt.estimate == Decimal("6.59")


def test_a_finding_names_its_place() -> None:
    """Line and printed figure go along with a finding about a figure."""
    spoilt = scene().figure(YAHABA, RATE, "65.9", printed="6.59")
    (finding,) = CHECKS["A03-PLAUSIBLE"](spoilt.dataset, spoilt.config)
    assert (finding.doubt.lines, finding.doubt.printed) == ((306,), "6.59")


def test_two_neighbours_are_too_few() -> None:
    """With under three figures to compare with, a rate is not suspected."""
    spoilt = scene().figure(YAHABA, RATE, "65.9").figure(PREF, RATE, None)
    assert list(CHECKS["A01-UNIT-SUSPECT"](spoilt.dataset, spoilt.config)) == []


def test_without_neighbours_the_volume_is_compared() -> None:
    """A rate of a prefecture with under three figures stands against all municipalities."""
    lonely = scene().further(YAHABA, "023078", prefecture="青森県", prefecture_code="02").figure("023078", RATE, "85")
    (finding,) = CHECKS["A01-UNIT-SUSPECT"](lonely.dataset, lonely.config)
    assert "全回答自治体の中央値9.2‰" in finding.doubt.message
