"""What settles a finding, and what stops publication."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from audit_sample import YAHABA, Scene, correction, scene, waiver

from generator.audit import checks
from generator.audit.check import EDITION, Check, Level
from generator.audit.checks import CHECKS
from generator.audit.judging import errors_blocking, judge, name_of, require_clean
from generator.dataset.records import Waiver
from generator.errors import AuditError

SPOILT = scene().figure(YAHABA, "households", None, printed="389,0606")
CHECK = "A08-IMPOSSIBLE-FIGURE"


def blocking(spoilt: Scene) -> list[str]:
    return [finding.check for finding in errors_blocking(spoilt.dataset, spoilt.config)]


def test_an_unresolved_error_blocks() -> None:
    """An error that nobody has looked at stops publication."""
    assert blocking(SPOILT) == [CHECK]


def test_a_warning_does_not_block() -> None:
    """A warning is to be read, no more."""
    warned = scene().figure(YAHABA, "welfare_rate", "3.5")
    assert [each.finding.level for each in judge(warned.dataset, warned.config)] == [Level.WARNING]
    assert blocking(warned) == []


def test_a_correction_settles_the_error() -> None:
    """A figure that is asked about is settled by its correction."""
    asked = correction(metric="households", printed="389,0606", value=None, unit="世帯", status="asked")
    assert blocking(SPOILT.corrected(asked)) == []


@pytest.mark.parametrize("item", ["households", ""], ids=["item", "all items"])
def test_a_waiver_settles_the_error(item: str) -> None:
    """A reasoned waiver lets the edition through; the finding remains on record."""
    waived = SPOILT.waived(waiver(CHECK, YAHABA, item))
    assert blocking(waived) == []
    assert [each.waiver is not None for each in judge(waived.dataset, waived.config) if each.finding.check == CHECK] == [True]


@pytest.mark.parametrize(
    "wrong",
    [waiver(CHECK, "032018", "households"), waiver("A03-PLAUSIBLE", YAHABA, "households"), waiver(CHECK, YAHABA, "area")],
    ids=["respondent", "check", "item"],
)
def test_a_waiver_of_something_else_does_not_settle_it(wrong: Waiver) -> None:
    """Check, respondent and item must all fit."""
    assert CHECK in blocking(SPOILT.waived(wrong))


def test_publication_is_refused_with_the_errors_listed() -> None:
    """The message names check, respondent, place and what to do."""
    with pytest.raises(AuditError) as caught:
        require_clean(SPOILT.dataset, SPOILT.config)
    text = str(caught.value)
    assert f"{CHECK} 岩手県矢巾町 世帯数（households）" in text
    assert "make audit" in text


def test_publication_goes_on_without_errors() -> None:
    """A clean edition raises nothing."""
    clean = scene()
    require_clean(clean.dataset, clean.config)


def test_a_long_list_of_errors_is_cut() -> None:
    """Over twenty errors are counted, not all listed."""
    many = scene().edition(source=scene().config.edition.source.model_copy(update={"lines": 9}))
    for metric in ("population", "households", "area", "elementary_schools", "junior_high_schools", "coordinators"):
        for code in ("032018", "032085", YAHABA, "030007"):
            many = many.figure(code, metric, "1.5", note="要確認: 桁")
    with pytest.raises(AuditError, match="ほか"):
        require_clean(many.dataset, many.config)


def test_a_check_has_a_name_of_its_own() -> None:
    """A waiver names one check."""
    assert len({one.id for one in CHECKS}) == len(CHECKS)


def test_no_check_is_forgotten() -> None:
    """Whatever a module of checks defines stands in the list of all."""
    names = [info.name for info in pkgutil.iter_modules(checks.__path__)]
    modules = [importlib.import_module(f"{checks.__name__}.{name}") for name in names]
    defined = {id(one) for module in modules for one in vars(module).values() if isinstance(one, Check)}

    assert defined and defined <= {id(one) for one in CHECKS}


@pytest.mark.parametrize(
    ("code", "name"), [(YAHABA, "岩手県矢巾町"), ("030007", "岩手県"), (EDITION, "年度版全体"), ("999999", "年度版全体")]
)
def test_names_of_respondents(code: str, name: str) -> None:
    """A municipality is named with its prefecture, the prefecture once."""
    assert name_of(code, scene().dataset) == name
