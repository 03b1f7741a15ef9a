"""Findings on programmes, contractors, coordinators, targets and themes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from generator.dataset.contract import Programme
from generator.findings.candidates import Finding, relation, slots
from generator.ledger.figure import Figure
from generator.measures.areas import Scope
from generator.measures.comparison import Comparison
from generator.measures.measure import Measures
from generator.measures.themes import ThemeCount

TWO = 2
ENOUGH_TO_BOAST = 5
"""Fewer targets that can be assessed make no headline."""


def programme_findings(measures: Measures) -> Iterator[Finding]:
    """Yield how many carry out both municipal programmes."""
    sizes, programmes = measures.sizes, measures.programmes
    share = programmes.both.exact / sizes.respondents.exact
    yield Finding(
        kind="programmes",
        topic="programmes",
        score=0.2 + 0.15 * float(abs(share - Decimal("0.5"))),
        slots=slots(
            respondents=sizes.respondents,
            both=programmes.both,
            carrying=programmes.carrying,
            all=programmes.both.exact == sizes.respondents.exact,
            none=programmes.both.exact == 0,
            only_name=measures.dataset.respondents[measures.area.codes[0]].name,
        ),
    )


def contractor_findings(measures: Measures) -> Iterator[Finding]:
    """Yield the most frequent kind of contractor, when it stands alone at the top."""
    kinds = list(measures.programmes.contractor_types.items())
    outsourced = sum((figure.exact for _, figure in kinds), Decimal(0))
    if not kinds or outsourced < 2 or (len(kinds) > 1 and kinds[0][1].exact == kinds[1][1].exact):
        return
    yield Finding(
        kind="contractor",
        topic="contractor",
        score=0.18 + 0.14 * float(kinds[0][1].exact / outsourced),
        slots=slots(
            kind_name=kinds[0][0],
            count=kinds[0][1],
            outsourced=measures.programmes.outsourced,
            all=kinds[0][1].exact == outsourced,
            projects=measures.programmes.projects,
        ),
        headline=False,
    )


def facility_findings(measures: Measures) -> Iterator[Finding]:
    """Yield how the 地域包括支援センター are run."""
    manner = measures.facilities.manner["support_centers"]
    if manner.stated.exact < 2:
        return
    top = max((manner.only_direct, manner.only_outsourced, manner.both), key=lambda figure: figure.exact)
    yield Finding(
        kind="facilities",
        topic="facilities",
        score=0.14 + 0.2 * float(top.exact / manner.stated.exact - Decimal("0.4")),
        slots=slots(manner=manner),
        headline=False,
    )


def coordinator_findings(measures: Measures) -> Iterator[Finding]:
    """Yield the coordinators of the area and their number per 100,000 people against all respondents."""
    people, rate = measures.comparisons["coordinators"], measures.comparisons["coordinators_per_100k"]
    given = [s for s in measures.area.subjects if people.by_subject[s.key].present]
    if not given:
        return
    if len(given) == 1 and given[0].single:
        own, density = people.by_subject[given[0].key], rate.by_subject[given[0].key]
        kind, n, score, reference = "coordinators_single", None, 0.24, rate.median
    elif people.area is not None and rate.area is not None:
        own, density, n = people.area.figure, rate.area.figure, people.area.n
        kind, score, reference = "coordinators", 0.3, rate.everyone.figure
    else:
        return
    if not own.present or not density.present:
        return
    ratio = float(density.exact / reference.exact) if reference.exact else 1.0
    yield Finding(
        kind=kind,
        topic="coordinators",
        score=score + 0.25 * min(abs(ratio - 1.0), 2.0) / 2.0,
        slots=slots(
            metric=rate.metric,
            people=own,
            n=n,
            extent=_extent(measures, n),
            itself=measures.area.scope is Scope.NATION,
            placing=_placing(measures, people),
            density=density,
            reference=reference,
            relation=relation(rate.metric, density, reference),
            median=rate.median,
            median_relation=relation(rate.metric, density, rate.median),
            name=given[0].name,
        ),
        headline=len(measures.area.codes) == 1 or (kind == "coordinators" and _tells(measures, rate, density)),
    )


def _tells(measures: Measures, rate: Comparison, density: Figure) -> bool:
    """Say whether the sum and the median of all respondents are on one side of an area's value, which is not none.

    A few large cities lower the sum, many small towns raise the median: next to one of them alone much looks unusual.
    """
    sides = {relation(rate.metric, density, other) for other in (rate.everyone.figure, rate.median)}
    return measures.area.scope is not Scope.NATION and len(sides) == 1 and density.exact > 0


def _extent(measures: Measures, n: Figure | None) -> Literal["all", "carrying", "given", ""]:
    """Say who the ``n`` are that give their coordinators: all respondents, those of the programme, or some."""
    if n is None:
        return ""
    if n.exact == measures.sizes.respondents.exact:
        return "all"
    return "carrying" if n.exact == measures.programmes.carrying[Programme.TAKIKAN].exact else "given"


def _placing(measures: Measures, people: Comparison) -> Figure:
    """Enter how many of our respondents place any coordinator."""
    area, own = measures.area, [people.own[code] for code in measures.area.codes]
    placing = [figure.id for figure in own if figure.present and figure.exact > 0]
    key, among = f"{area.key}/coordinators/placing", [figure.id for figure in own]
    return measures.ledger.count(key, area.name, len(placing), "自治体", inputs=placing, among=among)


def target_findings(measures: Measures) -> Iterator[Finding]:
    """Yield how many targets could be assessed and were met; the more can be assessed, the sounder."""
    tally = measures.achievements.tally
    if tally.targets.exact == 0:
        yield Finding(kind="targets_none", topic="targets", score=0.3, headline=False)
        return
    share = float(tally.assessable.exact / tally.targets.exact)
    # The wider the area, the less a total over many respondents' targets says of it.
    base = 0.34 if measures.area.scope is Scope.PREFECTURE else 0.28
    yield Finding(
        kind="targets" if tally.assessable.exact else "targets_undetermined",
        topic="targets",
        score=base + 0.2 * share,
        slots=slots(
            tally=tally, everyone=measures.achievements.everyone, all=tally.met.exact == tally.assessable.exact
        ),
        # Of those that can be assessed more are met than of all: part-year results count only where they reach the target.
        headline=tally.assessable.exact >= ENOUGH_TO_BOAST and tally.undetermined.exact == 0,
    )
    top = _top({name: t.targets for name, t in measures.achievements.by_category.items()})
    if top and tally.targets.exact >= 5:
        yield Finding(
            kind="category",
            topic="category",
            score=0.16 + 0.2 * float(top[1].exact / tally.targets.exact),
            slots=slots(category=top[0], count=top[1], targets=tally.targets),
            headline=False,
        )


def theme_findings(measures: Measures) -> Iterator[Finding]:
    """Yield the theme that the forms here speak of most beyond its share among all forms; with one form, none.

    Mentions are words, not deeds, and a single form always has some rare theme: the fewer forms, the lower the score.
    """
    forms = measures.themes.forms_here.exact
    if forms < TWO:
        return
    gaps: list[tuple[Decimal, ThemeCount]] = [
        (row.here.exact / forms - row.share.exact / 100, row)
        for row in measures.themes.rows
        if row.here.exact * 2 >= forms and row.here.exact >= TWO and row.share.exact < 50
    ]
    if not gaps:
        return
    gap, row = max(gaps, key=lambda pair: (pair[0], pair[1].theme.id))
    yield Finding(
        kind="theme",
        topic="theme",
        score=0.14 + 0.45 * float(gap * forms / (forms + 2)),
        slots=slots(
            theme=row.theme.label,
            here=row.here,
            forms=measures.themes.forms_here,
            everyone=row.everyone,
            forms_everyone=measures.themes.forms_everyone,
        ),
        headline=forms > TWO,
    )


def _top(counts: Mapping[str, Figure]) -> tuple[str, Figure] | None:
    """Return the single largest entry, or None where two share the top."""
    order = sorted(counts.items(), key=lambda item: -item[1].exact)
    if not order or (len(order) > 1 and order[0][1].exact == order[1][1].exact):
        return None
    return order[0]
