"""One source says what has become of each doubt: open, asked, answered, corrected or waived."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from audit_sample import YAHABA, Scene, scene
from builders import real_config, real_dataset, real_page

from generator.audit.doubts import doubts_of
from generator.audit.inquiry.questions import questions
from generator.dataset.contract import QUERIED, DoubtState
from generator.dataset.records import Correction, Waiver

RATE = "welfare_rate"
DAY = date(2026, 11, 23)


def correction(status: str) -> Correction:
    """A correction of 矢巾町's rate."""
    return Correction(YAHABA, RATE, "6.59", Decimal("6.59"), "‰", "単位", "編集者", DAY, status)  # type: ignore[arg-type]


def waiver(check: str, reason: str) -> Waiver:
    """A waiver about 矢巾町's rate."""
    return Waiver(check, YAHABA, RATE, reason, "編集者", DAY)


def doubtful(*, corrections: tuple[Correction, ...] = (), waivers: tuple[Waiver, ...] = ()) -> Scene:
    """The small edition with 矢巾町's rate ten times too high."""
    return scene().figure(YAHABA, RATE, "65.9", printed="6.59")._with(corrections=corrections, waivers=waivers)


ANSWERED = tuple(waiver(check, "疑義照会の回答: 印字のとおり") for check in ("A01-UNIT-SUSPECT", "A03-PLAUSIBLE"))
STATES: list[tuple[str, Scene, DoubtState | None]] = [
    ("nobody has looked", doubtful(), DoubtState.OPEN),
    ("waived, but another reading explains it", doubtful(waivers=(waiver("A01-UNIT-SUSPECT", "確かめる"),)), DoubtState.OPEN),
    ("answered as printed", doubtful(waivers=ANSWERED), DoubtState.ANSWERED),
    ("correction not asked", doubtful(corrections=(correction("open"),)), DoubtState.OPEN),
    ("correction asked", doubtful(corrections=(correction("asked"),)), DoubtState.ASKED),
    ("correction confirmed", doubtful(corrections=(correction("confirmed"),)), DoubtState.CORRECTED),
    ("no doubt at all", scene(), None),
]  # fmt: skip


@pytest.mark.parametrize(("made", "state"), [s[1:] for s in STATES], ids=[s[0] for s in STATES])
def test_every_doubt_has_one_state(made: Scene, state: DoubtState | None) -> None:
    """A correction speaks before a waiver, a waiver before the audit."""
    assert doubts_of(made.dataset, made.config).get((YAHABA, RATE)) is state


def test_a_warning_that_an_editor_waived_is_not_asked() -> None:
    """Far from the neighbours, explained by the place."""
    far = scene().figure(YAHABA, RATE, "45")
    waived = far._with(waivers=(waiver("A02-RATE-FAR", "地域の事情による"),))

    assert doubts_of(far.dataset, far.config).get((YAHABA, RATE)) is DoubtState.OPEN
    assert doubts_of(waived.dataset, waived.config).get((YAHABA, RATE)) is DoubtState.WAIVED


@pytest.mark.parametrize("key", sorted(real_config().prefectures))
def test_what_a_sheet_asks_is_what_a_brief_marks(key: str) -> None:
    """The edition's sheets and signs have one source."""
    config, dataset = real_config(), real_dataset()
    asked = {(one.respondent.code, one.metric) for one in questions(dataset, config, config.prefectures[key])}
    states = doubts_of(dataset, config)

    marked = {k for k, state in states.items() if state in QUERIED and dataset.respondents[k[0]].prefecture_code == key}
    assert asked == marked


def test_a_queried_figure_has_its_sign_wherever_it_is_printed() -> None:
    """In tables, charts and alternative texts; nowhere without it."""
    dataset, page = real_dataset(), real_page("埼玉県")
    figure = next(one for one in page.measures.ledger if one.queried and one.id.owner in page.measures.area.codes)

    printed = page.html.count(f'data-figure="{figure.id}"')
    signed = page.html.count(f'<span class="corrected">?</span><data value="{figure.machine}" data-figure="{figure.id}"')
    assert printed == signed > 0
    labels = [label.text for chart in page.view.charts.values() for label in chart.drawing.labels]
    name = dataset.respondents[figure.id.owner].name
    assert [text for text in labels if text.startswith(f"{name} ") and text.endswith(figure.text) and "?" not in text] == []


