"""The figures of every brief against a second reckoning from the tables (tests/support/plain.py)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import plain
import pytest
from builders import real_areas, real_config, real_measures
from practice_plain import target_state

from generator.dataset.contract import Programme
from generator.ledger.figure import Figure, State
from generator.measures.achievements import Tally
from generator.measures.areas import Scope
from generator.measures.measure import Measures

AREAS = list(real_areas())
PREFECTURES = [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE]
METRICS = list(plain.DECIMALS)
NEGLIGIBLE = Fraction(1, 10**18)


def ours(measures: Measures) -> list[plain.Reply]:
    codes = {code for subject in measures.area.subjects for code in subject.codes}
    return [reply for reply in plain.replies() if reply.code in codes]


def whole(*figures: Figure) -> tuple[int, ...]:
    """The values of counts as whole numbers."""
    assert all(figure.exact == int(figure.exact) for figure in figures)
    return tuple(int(figure.exact) for figure in figures)


def is_printed(figure: Figure, value: Fraction | None, metric: str) -> bool:
    """Whether value and print agree with the second reckoning."""
    if value is None:
        return not figure.present
    agrees = abs(Fraction(figure.exact) - value) <= NEGLIGIBLE
    return agrees and figure.text == plain.printed(value, plain.DECIMALS[metric] if value else 0)


def test_iwate_by_heart() -> None:
    """岩手県: 4 municipalities, 354,030 people, 28.0 ％ aged 65 or more, 14.6 ‰ on public assistance."""
    measures = real_measures("岩手県")
    texts = {key: part.figure.text for key, c in measures.comparisons.items() if (part := c.area)}
    assert [subject.name for subject in measures.area.subjects] == ["盛岡市", "遠野市", "矢巾町", "岩泉町"]
    assert (texts["population"], texts["aging_rate"], texts["welfare_rate"]) == ("354,030", "28.0", "14.6")


def test_the_second_reckoning_reads_every_respondent() -> None:
    """45 municipalities, one group of four towns and two member villages: 48 respondents, 51 municipalities."""
    kinds = Counter(reply.kind for reply in plain.replies())
    assert kinds == {"municipality": 45, "group": 1, "member": 2}
    assert sum(reply.municipalities for reply in plain.replies()) == 51


def test_the_metrics_are_those_of_the_settings() -> None:
    """The second reckoning knows every metric but ratios that an editor has added: decimals, weight and parts."""
    metrics = {k: m for k, m in real_config().metrics.items() if k in plain.DECIMALS or m.origin == "reported"}
    assert {key: metric.decimals for key, metric in metrics.items()} == plain.DECIMALS
    assert {k: m.weight for k, m in metrics.items() if m.weight} == {k: rule[0] for k, rule in plain.MEANS.items()}
    parts = {k: (m.numerator, m.denominator, int(m.factor)) for k, m in metrics.items() if m.numerator}
    assert parts == {key: rule[:3] for key, rule in plain.RATIOS.items()}


@pytest.mark.parametrize("name", AREAS)
def test_area_aggregates(name: str) -> None:
    """Sum, weighted mean or ratio of sums over the area, with n and missing."""
    measures = real_measures(name)
    for metric in METRICS:
        aggregate = measures.comparisons[metric].area
        if len(measures.area.codes) == 1:
            assert aggregate is None, metric
            continue
        value, n, missing = plain.together(ours(measures), metric)
        assert aggregate is not None, metric
        assert is_printed(aggregate.figure, value, metric), metric
        assert whole(aggregate.n, aggregate.missing) == (n, missing), metric


@pytest.mark.parametrize("name", AREAS)
def test_subjects(name: str) -> None:
    """Each row of the comparison: the respondent's own figure, or the prefecture's aggregate one level up."""
    measures = real_measures(name)
    replies = {reply.code: reply for reply in plain.replies()}
    for metric in METRICS:
        for subject in measures.area.subjects:
            figure = measures.comparisons[metric].by_subject[subject.key]
            chosen = [replies[code] for code in subject.codes]
            value = chosen[0].value(metric) if subject.single else plain.together(chosen, metric)[0]
            assert is_printed(figure, value, metric), (metric, subject.name)
            if value is None:
                n = plain.together(chosen, metric)[1]
                lacking = any(reply.asked(metric) for reply in chosen)
                state = State.SINGLE if n else State.MISSING if lacking else State.NOT_APPLICABLE
                assert figure.state is state, (metric, subject.name)


@pytest.mark.parametrize("name", AREAS)
def test_everyone_median_and_nation(name: str) -> None:
    """All respondents, their median, the block around the prefecture and the national values."""
    measures = real_measures(name)
    for metric in METRICS:
        comparison = measures.comparisons[metric]
        assert is_printed(comparison.everyone.figure, plain.together(plain.replies(), metric)[0], metric), metric
        assert is_printed(comparison.median, plain.middle(plain.everyone(metric)), metric), metric
        nation = comparison.nation.exact if comparison.nation else None
        expected = plain.NATION.get(metric)
        assert nation == (None if expected is None else Decimal(str(float(expected)))), metric


@pytest.mark.parametrize("name", AREAS)
def test_sizes(name: str) -> None:
    """Respondents, municipalities they stand for, and forms of prefectures."""
    measures = real_measures(name)
    mine = ours(measures)
    sizes = measures.sizes
    prefectures = {reply.prefecture for reply in mine}
    forms = [r for r in plain.rows("respondents") if r["kind"] == "prefecture" and r["prefecture"] in prefectures]
    assert sizes.respondents.exact == len(mine)
    assert sizes.participating.exact == sum(reply.municipalities for reply in mine)
    assert sizes.forms.exact == len(forms)
    assert whole(sizes.everyone, sizes.everyone_municipalities) == (48, 51)


@pytest.mark.parametrize("name", AREAS)
def test_programmes(name: str) -> None:
    """How many respondents carry each programme, by the marks of the header."""
    measures = real_measures(name)
    mine = ours(measures)
    for programme in Programme:
        assert measures.programmes.carrying[programme].exact == sum(programme in r.programmes for r in mine), programme
    assert measures.programmes.both.exact == sum(r.programmes >= {"chiikiryoku", "takikan"} for r in mine)


@pytest.mark.parametrize("name", AREAS)
def test_contracts_and_contractors(name: str) -> None:
    """How the projects that the headers mark are run, and by what kind of organisation."""
    measures = real_measures(name)
    marked = {(reply.code, programme) for reply in ours(measures) for programme in reply.programmes}
    projects = [row for row in plain.rows("projects") if (row["code"], row["programme"]) in marked]
    contracts = Counter(row["contract"] for row in projects)
    kinds = Counter(row["contractor_type"] for row in projects if row["contract"] in ("outsourced", "mixed"))
    assert measures.programmes.projects.exact == len(projects)
    assert {str(k): f.exact for k, f in measures.programmes.contracts.items() if f.exact} == contracts
    assert {k: f.exact for k, f in measures.programmes.contractor_types.items()} == kinds
    counts = [figure.exact for figure in measures.programmes.contractor_types.values()]
    assert all(one >= other for one, other in pairwise(counts))


def tally(targets: Sequence[dict[str, str]]) -> tuple[int, ...]:
    states = Counter(target_state(row) for row in targets)
    return len(targets), *(states[key] for key in ("met", "not_met", "partial_year", "incomparable"))


def shown_tally(found: Tally) -> tuple[int, ...]:
    """All and the four states, which always add up."""
    shown = whole(found.targets, found.met, found.not_met, found.partial_year, found.incomparable)
    assert shown[0] == sum(shown[1:])
    return shown


@pytest.mark.parametrize("name", AREAS)
def test_targets(name: str) -> None:
    """Targets by state, over the area with its prefectures' own forms, by subject and by category."""
    measures = real_measures(name)
    codes = {reply.code for reply in ours(measures)} | {form.code for form in measures.area.forms}
    chosen = [row for row in plain.rows("targets") if row["code"] in codes]
    achievements = measures.achievements
    assert shown_tally(achievements.tally) == tally(chosen)
    for subject in measures.area.subjects:
        mine = [row for row in chosen if row["code"] in subject.codes]
        assert shown_tally(achievements.by_subject[subject.key]) == tally(mine), subject.name
    for category, found in achievements.by_category.items():
        assert shown_tally(found) == tally([row for row in chosen if row["category"] == category]), category
    assert set(achievements.by_category) == {row["category"] for row in chosen}


@pytest.mark.parametrize("name", PREFECTURES)
def test_shares_of_targets(name: str) -> None:
    """A share is the result over the target, and only where both count the same thing."""
    measures = real_measures(name)
    table = {(row["code"], row["id"]): row for row in plain.rows("targets")}
    for rows in measures.achievements.by_code.values():
        for one in rows:
            row = table[one.record.code, one.record.id]
            units = {row["target_unit"].removesuffix("/年"), row["result_unit"].removesuffix("/年")}
            alike = len(units) == 1 or row["conversion"] == "×1"
            drawable = bool(row["result"]) and Fraction(row["target"]) != 0 and alike
            if one.share is None:
                assert not drawable or row["basis"] in ("other_unit", "counted_otherwise"), one.record
                continue
            share = Fraction(row["result"]) / Fraction(row["target"]) * 100
            assert drawable
            assert one.share.text == plain.printed(share, 0), one.record


def in_the_unit_of_the_target(row: dict[str, str]) -> Fraction | None:
    """The result, or what the column conversion makes of it; None where the units differ."""
    if not row["result"]:
        return None
    if sign := row["conversion"][:1]:
        factor = Fraction(row["conversion"][1:])
        return Fraction(row["result"]) * factor if sign == "×" else Fraction(row["result"]) / factor
    units = {row[unit].removesuffix("/年") for unit in ("target_unit", "result_unit")}
    return Fraction(row["result"]) if len(units) == 1 else None


def test_judgements_of_targets() -> None:
    """Every row again: over three times the target or counted otherwise is open, what is compared follows the figures."""
    for row in plain.rows("targets"):
        found = in_the_unit_of_the_target(row)
        if row["converted"]:
            assert found is not None
            assert plain.printed(found, 1) == plain.printed(Fraction(row["converted"]), 1), row
        if found is not None and found > 3 * Fraction(row["target"]):
            assert row["basis"] == "counted_otherwise", row
        if row["basis"] in ("no_result", "other_unit", "counted_otherwise", "other_year", "partial_year"):
            assert row["assessment"] == "undetermined", row
        elif row["basis"] in ("compared", "range"):
            assert found is not None, row
            assert row["assessment"] == ("met" if found >= Fraction(row["target"]) else "not_met"), row


@pytest.mark.parametrize("name", AREAS)
def test_themes(name: str) -> None:
    """How many forms speak of a theme, here and in the volume; members have no form of their own."""
    measures = real_measures(name)
    forms = {reply.code for reply in plain.replies() if reply.kind != "member"}
    here = {reply.code for reply in ours(measures)} & forms
    speaking: dict[str, set[str]] = {}
    for row in plain.rows("themes"):
        speaking.setdefault(row["theme"], set()).add(row["code"])
    themes = measures.themes
    assert whole(themes.forms_here, themes.forms_everyone) == (len(here), len(forms))
    for line in themes.rows:
        found = speaking.get(line.theme.id, set())
        assert whole(line.here, line.everyone) == (len(found & here), len(found & forms)), line.theme.id
        assert line.share.text == plain.printed(Fraction(len(found & forms) * 100, len(forms)), 0), line.theme.id


@pytest.mark.parametrize("name", AREAS)
def test_every_input_of_a_figure_is_in_the_ledger_or_in_a_table(name: str) -> None:
    """Following the inputs of any figure never leads nowhere."""
    ledger = real_measures(name).ledger
    rows = {f"{row['code']}/{row['id']}" for row in plain.rows("targets")}
    rows |= {f"{row['code']}/{row['programme']}" for row in plain.rows("projects")}
    rows |= {f"{row['code']}/theme/{row['theme']}" for row in plain.rows("themes")}
    rows |= {row["code"] for row in plain.rows("respondents")}
    rows |= plain.practice_ids()
    lost = {key for figure in ledger for key in figure.inputs if key not in ledger and key not in rows}
    assert not lost
