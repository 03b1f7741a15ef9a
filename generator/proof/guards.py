"""Guards over the finished HTML: each printed figure is the ledger's and stands where it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from generator.document.drawings import PlacedDrawing
from generator.document.view import BriefView
from generator.ledger.ids import FigureId
from generator.ledger.ledger import Ledger
from generator.measures.areas import Scope
from generator.measures.measure import Measures
from generator.proof.digits import unregistered_digits
from generator.proof.faults import Fault, refuse, spot
from generator.proof.headings import wrong_heading
from generator.proof.page import PageFlow, Run, read_flow
from generator.proof.printed import Printed, by_source, drawings, figures_in, number_of
from generator.proof.subjects import Subjects

ALT_LENGTH = range(30, 201)
FIRST_SECTION = "summary"
COUNTED = frozenset({"people", "people-narrow"})
"""Charts that draw a figure as so many marks; in all others its mark's place is its value."""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page as the guards see it: as it is read, the figures printed on it, and what it was made of."""

    flow: PageFlow
    printed: tuple[Printed, ...]
    view: BriefView
    measures: Measures


def check_document(html: str, view: BriefView, measures: Measures) -> PageFlow:
    """Return the flow of the HTML. Raises PublishError listing every figure, chart or section that is not as it must be."""
    flow = read_flow(html)
    refuse(
        examine(flow, view, measures),
        what="文書の数値・図・見出しが、台帳や構成と合いません",
        remedy="templates/ の該当する箇所を直してください（docs/traceability.md）。",
    )
    return flow


def examine(flow: PageFlow, view: BriefView, measures: Measures) -> tuple[Fault, ...]:
    """Return all faults of a flow, compared with the measures that it was made of."""
    page = Page(flow, figures_in(flow, view), view, measures)
    return tuple(fault for guard in GUARDS for fault in guard(page))


def _figures(page: Page) -> Iterator[Fault]:
    ledger, subjects = page.measures.ledger, Subjects(page.measures)
    for one in page.printed:
        where = spot(one.place) + (f"の図 {one.chart}" if one.chart else "")
        if one.figure not in ledger:
            yield Fault("figures", "台帳にない番号の数値です", where, one.text, one.figure)
            continue
        figure = ledger[one.figure]
        if number_of(one.text, figure.unit) != figure.text or one.value not in (None, figure.machine):
            yield Fault("figures", f"印字が台帳（{figure.id}）と違います", where, one.text, figure.text)
        if one.where == "chart" and figure.marked not in one.text:
            yield Fault("figures", "訂正又は照会中の記号がありません", where, one.text, figure.marked)
        if not subjects.belongs(figure.id):
            yield Fault("foreign names", "他の地域の数値です", where, one.text, subjects.name(figure.id))


def _cells(page: Page) -> Iterator[Fault]:
    """Yield the figures in tables, profiles and charts that do not stand by the name of their own respondent."""
    subjects = Subjects(page.measures)
    bearers = frozenset(subjects.named.values())
    metrics = page.measures.config.metrics
    for one in page.printed:
        name = subjects.named.get(one.figure.owner, "")
        place = one.place
        beside = f"{place.row}\n{place.column}\n{place.table}\n{place.h3}\n{place.h2}"
        if one.where == "table" and name and place.row and name not in beside:
            yield Fault("cells", "別の自治体の欄に数値があります", spot(place), one.text, name)
        if one.where == "text" and place.section == "profiles" and name and place.h3 != name:
            yield Fault("cells", "別の自治体の欄に数値があります", spot(place), one.text, name)
        metric = metrics.get(one.figure.item)
        labels = (metric.short_label, metric.label) if metric else ()
        if one.where == "table" and labels and not any(label in beside for label in labels):
            yield Fault("cells", "別の指標の欄に数値があります", spot(place), one.text, labels[0])
        wrong = wrong_heading(one.figure, place, page.measures) if one.where == "table" else None
        if wrong:
            yield Fault("cells", wrong.what, spot(place), one.text, wrong.expected)
        label = one.text.rpartition(" ")[0]
        if one.where == "chart" and label in bearers and label != name:
            yield Fault("cells", "図の名札が別の自治体のものです", spot(place), one.text, name)


def _charts(page: Page) -> Iterator[Fault]:
    flow, view = page.flow, page.view
    known, named = by_source(view), Subjects(page.measures).named
    for image in flow.images:
        chart, where = known.get(image.source), spot(image.place)
        if chart is None:
            yield Fault("charts", "この資料の図ではない画像です", where, image.source[:40])
            continue
        if image.alt != chart.alt:
            yield Fault(
                "charts",
                f"図 {chart.name} の代替テキストが図のものではありません",
                where,
                image.alt or "なし",
                chart.alt,
            )
        if len(chart.alt) not in ALT_LENGTH:
            yield Fault("charts", f"図 {chart.name} の代替テキストが30～200字ではありません", where, chart.alt)
        if image.declared and image.declared != chart.name:
            yield Fault("charts", "図が別の図と入れ替わっています", where, chart.name, image.declared)
        name = named.get(chart.name.rpartition("-")[2], "")
        if name and image.place.h3 != name:
            yield Fault("charts", "図が別の自治体のところにあります", where, chart.name, name)
    placed = Counter(known[image.source].name for image in flow.images if image.source in known)
    for drawing in drawings(view):
        if placed[drawing.name] != 1:
            yield Fault("charts", "図の置かれた回数が1回ではありません", drawing.name, f"{placed[drawing.name]}回")


def _marks(page: Page) -> Iterator[Fault]:
    """Yield the figures whose marks are not as many, or do not lie in the order of the values."""
    for drawing in drawings(page.view):
        yield from (_counted if drawing.name in COUNTED else _placed)(drawing, page.measures.ledger)


def _counted(drawing: PlacedDrawing, ledger: Ledger) -> Iterator[Fault]:
    """Yield the figures that are drawn as more or fewer marks than they say."""
    for figure_id, count in Counter(mark.figure for mark in drawing.drawing.marks).items():
        figure = ledger[figure_id]
        if figure.exact != count:
            yield Fault("marks", "印の数が数値と違います", f"図 {drawing.name} の {figure_id}", f"{count}", figure.text)


def _placed(drawing: PlacedDrawing, ledger: Ledger) -> Iterator[Fault]:
    """Yield the figures of one kind of which a smaller one is drawn to the right of a larger one."""
    rows: dict[str, list[tuple[Decimal, float, str]]] = {}
    for mark in drawing.drawing.marks:
        figure = ledger[mark.figure]
        rows.setdefault(_kind(figure.id, drawing), []).append((figure.exact, mark.x, figure.id))
    for row in rows.values():
        for (_, left, first), (_, right, second) in pairwise(sorted(row)):
            if left > right + 1e-6:
                yield Fault("marks", "点の位置が値の順になっていません", f"図 {drawing.name}", f"{first}、{second}")


def _kind(figure_id: FigureId, drawing: PlacedDrawing) -> str:
    return figure_id.last if figure_id.last == "share" else figure_id.item + drawing.name


def _sections(page: Page) -> Iterator[Fault]:
    flow, view = page.flow, page.view
    found = [section for level, _, section in flow.headings if level == "h2"]
    optional = set(page.measures.config.sections.optional) - set(found)
    expected = [FIRST_SECTION, *(name.removesuffix("_wide") for name in view.sections if name not in optional)]
    if found != expected:
        yield Fault("sections", "節の並びが構成と違います", "見出し", "、".join(found), "、".join(expected))
    titles = [text for level, text, _ in flow.headings if level == "h1"]
    if len(titles) != 1 or (view.area.scope is not Scope.NATION and titles != [view.area.name]):
        yield Fault("sections", "表題が違います", "見出し", "、".join(titles), view.area.name)
    profiles = [text for level, text, section in flow.headings if level == "h3" and section == "profiles"]
    names = [profile.respondent.name for profile in view.profiles]
    if profiles != names:
        yield Fault("sections", "自治体の並びが違います", "自治体別プロフィール", "、".join(profiles), "、".join(names))


def _foreign_names(page: Page) -> Iterator[Fault]:
    """Yield the runs that name a municipality of another area where none may be named."""
    flow, view = page.flow, page.view
    measures = page.measures
    respondents = measures.dataset.respondents
    others = {r.code: r.name for r in measures.dataset.municipal() if r.code not in measures.area.codes}
    own, drawn = _own_words(view), "\n".join(run.text for run in flow.runs)
    # Few names stand on a page: the others need not be looked for in each of its thousands of runs.
    there = {code: name for code, name in others.items() if name in drawn and name not in own}
    for run in flow.runs:
        for code, name in there.items():
            if name in run.text and not _is_neighbour(run, name, view):
                yield Fault(
                    "foreign names",
                    "他の地域の自治体の名があります",
                    spot(run.place),
                    name,
                    respondents[code].prefecture,
                )


def _own_words(view: BriefView) -> str:
    """Return all that the area's own records say in the brief; an editor may have mentioned a neighbour there."""
    words = [view.area.name, *(respondent.name for respondent in view.respondents)]
    for profile in view.profiles:
        words += [statement.text for statement in profile.summary.values()]
        words += [f"{p.implementer} {p.contractor} {p.project_name}" for p in profile.projects]
        words += [one.record.indicator for one in profile.targets]
    return "\n".join(words)


def _is_neighbour(run: Run, name: str, view: BriefView) -> bool:
    """Say whether 学べる相手 tells of that name here; others far away may bear the same name."""
    return run.place.section == "learning" and view.learning is not None and name in view.learning.names


def _digits(page: Page) -> Iterator[Fault]:
    yield from unregistered_digits(page.flow, page.view, page.measures.config)


GUARDS: tuple[Callable[[Page], Iterator[Fault]], ...] = (
    _figures,
    _cells,
    _digits,
    _charts,
    _marks,
    _sections,
    _foreign_names,
)
