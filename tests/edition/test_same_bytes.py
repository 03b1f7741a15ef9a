"""The same files to the byte for any number of workers, any order, and after a run that was killed."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from builders import templates

from generator.brief.build import Brief, make_brief
from generator.brief.which_area import all_prefectures, load_inputs
from generator.document.phrases import Phrases
from generator.edition.folder.manifest import MANIFEST, Manifest, PageEntry
from generator.edition.folder.orders import orders_of
from generator.edition.outputs.workbook import workbook_of
from generator.edition.run.progress import reporter
from generator.edition.run.publish import publish
from generator.inputs.access import Inputs

ORDERS = orders_of
FEW = ("04", "10")


@cache
def brief() -> Brief:
    """A short brief."""
    inputs = load_inputs(2018, draft=False)
    return make_brief(next(area for area in all_prefectures(inputs) if area.key == FEW[0]), inputs)


def test_a_processs_first_workbook_is_like_all_others() -> None:
    """XlsxWriter writes into the properties that it is given."""
    words = Phrases(templates(), "edition/words.j2")

    assert len({workbook_of(brief(), words) for _ in range(3)}) == 1


def no_pages(_inputs: Inputs, _manifest: Manifest, _out: Path, _before: object) -> tuple[PageEntry, ...]:
    """No index: two prefectures are not all."""
    return ()


def made(out: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """All files of a run over the two prefectures."""
    inputs = load_inputs(2018, draft=False)
    orders = tuple(order for order in ORDERS(inputs) if order.area in FEW)
    monkeypatch.setattr("generator.edition.run.publish.orders_of", lambda _: orders[:: 1 if jobs > 1 else -1])
    publish(inputs, out=out, jobs=jobs, report=reporter(lambda _: None), pages=no_pages)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_workers_order_and_resumption_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker and two; and a folder from which a killed run has left half: files and manifest are the same."""
    one, two = made(tmp_path / "one", 1, monkeypatch), made(tmp_path / "two", 2, monkeypatch)
    shutil.copytree(tmp_path / "one", tmp_path / "half")
    for path in (tmp_path / "half").rglob("*"):
        if path.is_file() and "群馬" in path.as_posix():
            path.unlink()
    resumed = made(tmp_path / "half", 1, monkeypatch)

    apart = MANIFEST  # lists the briefs in the order of the orders, which differs here on purpose
    assert {name: data for name, data in one.items() if name != apart} == {n: d for n, d in two.items() if n != apart}
    assert resumed == one
