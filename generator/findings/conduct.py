"""Findings on programmes, contractors, coordinators, targets and themes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.findings.candidates import Finding, relation, slots
from generator.measures.figures import Figure
from generator.measures.measuring import Measures
from generator.measures.themes import ThemeRow

SMALL = 4
"""Up to this many, shares are told as counts."""


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
            only_name=measures.area.subjects[0].name,
        ),
    )


def contractor_findings(measures: Measures) -> Iterator[Finding]:
    """Yield the most frequent kind of contractor, when it stands alone at the top."""
    kinds = list(measures.programmes.contractor_types.items())
    outsourced = sum((figure.exact for _, figure in kinds), Decimal(0))
    if not kinds or outsourced < 2 or (len(kinds) > 1 and kinds[0][1].exact == kinds[1][1].exact):
        return
    total = measures.ledger.count(
        f"{measures.area.key}/programmes/outsourced", measures.area.name, int(outsourced), "事業"
    )
    yield Finding(
        kind="contractor",
        topic="contractor",
        score=0.18 + 0.14 * float(kinds[0][1].exact / outsourced),
        slots=slots(
            kind_name=kinds[0][0],
            count=kinds[0][1],
            outsourced=total,
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
    first = measures.area.subjects[0]
    own = people.area.figure if people.area else people.by_subject[first.key]
    density = rate.area.figure if rate.area else rate.by_subject[first.key]
    if not own.present or not density.present:
        return
    reference = rate.everyone.figure
    how = relation(rate.metric, density, reference)
    ratio = float(density.exact / reference.exact) if reference.exact else 1.0
    yield Finding(
        kind="coordinators" if people.area else "coordinators_single",
        topic="coordinators",
        score=0.3 + 0.25 * min(abs(ratio - 1.0), 2.0) / 2.0,
        slots=slots(
            metric=rate.metric,
            people=own,
            n=people.area.n if people.area else None,
            density=density,
            reference=reference,
            relation=how,
            name=first.name,
        ),
    )


def target_findings(measures: Measures) -> Iterator[Finding]:
    """Yield how many targets could be assessed and were met; the more can be assessed, the sounder."""
    tally = measures.achievements.tally
    if tally.targets.exact == 0:
        yield Finding(kind="targets_none", topic="targets", score=0.3, headline=False)
        return
    share = float(tally.assessable.exact / tally.targets.exact)
    yield Finding(
        kind="targets" if tally.assessable.exact else "targets_undetermined",
        topic="targets",
        score=0.34 + 0.2 * share,
        slots=slots(
            tally=tally, everyone=measures.achievements.everyone, all=tally.met.exact == tally.assessable.exact
        ),
        headline=tally.assessable.exact >= 2,
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
    """Yield the theme that the forms here speak of most beyond its share among all respondents."""
    forms = measures.themes.forms_here.exact
    if not forms:
        return
    gaps: list[tuple[Decimal, ThemeRow]] = [
        (row.here.exact / forms - row.share.exact / 100, row)
        for row in measures.themes.rows
        if row.here.exact * 2 >= forms and row.share.exact < 50
    ]
    if not gaps:
        return
    gap, row = max(gaps, key=lambda pair: (pair[0], pair[1].theme.id))
    yield Finding(
        kind="theme",
        topic="theme",
        score=0.2 + 0.35 * float(gap),
        slots=slots(
            theme=row.theme.label,
            here=row.here,
            forms=measures.themes.forms_here,
            everyone=row.everyone,
            forms_everyone=measures.themes.forms_everyone,
            share=row.share,
            names=tuple(s.name for s in measures.area.subjects if _speaks(row.by_subject.get(s.key))),
        ),
        headline=row.here.exact >= 2,
    )


def _speaks(figure: Figure | None) -> bool:
    return figure is not None and figure.exact > 0


def _top(counts: Mapping[str, Figure]) -> tuple[str, Figure] | None:
    """Return the single largest entry, or None where two share the top."""
    order = sorted(counts.items(), key=lambda item: -item[1].exact)
    if not order or (len(order) > 1 and order[0][1].exact == order[1][1].exact):
        return None
    return order[0]
