"""A process begun ahead lays out as this one does, and its mishaps are told like ours."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from finished import built

from generator.document.markup import parse
from generator.errors import PublishError
from generator.paths import ROOT, TEMPLATES
from generator.typesetting import sheets
from generator.typesetting import typesetter as module
from generator.typesetting.attachments import DataFile
from generator.typesetting.info import PdfInfo
from generator.typesetting.sheets import take_sheet
from generator.typesetting.typesetter import Here, Typesetter, typesetter

INFO = PdfInfo("題名", "作成者", "主題", ("語",), "ja", date(2026, 12, 1))
PAGE = """<!DOCTYPE html><html lang="ja"><head><title>題名</title>
<style>@page { size: A4 } body { font-family: "BIZ UDPGothic" }</style></head><body><h1>見出し</h1><p>本文</p></body></html>"""
FILE = DataFile("a.csv", b"a,b\r\n", "text/csv", "表", "Data")
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are begun ahead on Linux only")


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> Iterator[Typesetter]:
    """One on a machine with two processors."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    with typesetter() as found:
        yield found


@linux
def test_both_make_the_same_bytes(ahead: Typesetter) -> None:
    """Whoever lays out, the PDF is the same."""
    begun = ahead.lay_out(PAGE)

    assert begun.write(info=INFO, attachments=(FILE,)) == Here().lay_out(PAGE).write(info=INFO, attachments=(FILE,))


@linux
def test_what_is_wrong_with_a_page_is_told(ahead: Typesetter) -> None:
    """A user's error of the other process is raised in this one."""
    begun = ahead.lay_out(PAGE.replace("本文", "\U0001f600"))

    with pytest.raises(PublishError, match="書体"):
        begun.write(info=INFO)


@linux
def test_a_mistake_of_ours_brings_its_trace(ahead: Typesetter) -> None:
    """For us to read."""
    begun = ahead.lay_out(PAGE)

    with pytest.raises(RuntimeError, match="Traceback"):
        begun.write(info=None)  # type: ignore[arg-type]


@linux
def test_a_killed_process_is_told(ahead: Typesetter) -> None:
    """One message, whenever it died."""
    (process,) = multiprocessing.active_children()
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()

    with pytest.raises(PublishError, match="途中で止まりました"):
        ahead.lay_out(PAGE).write(info=INFO)


@linux
def test_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when it was given up in the middle of its work."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    with pytest.raises(KeyboardInterrupt), typesetter() as found:
        found.lay_out(PAGE)
        raise KeyboardInterrupt

    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("platform", "processors"), [("darwin", {0, 1}), ("linux", {0})])
def test_one_processor_does_it_alone(monkeypatch: pytest.MonkeyPatch, platform: str, processors: set[int]) -> None:
    """So does a system on which a process cannot simply be split."""
    monkeypatch.setattr(module.sys, "platform", platform)  # type: ignore[attr-defined]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: processors)

    with typesetter() as found:
        assert isinstance(found, Here)


def test_this_process_does_not_load_the_typesetter() -> None:
    """While another one does: the recipe of a brief, the read-back included, has no need of WeasyPrint."""
    asked = """
import sys
import generator.brief.fast, generator.brief.build
from generator.readback.pdfium import read_pdf
assert read_pdf(sys.stdin.buffer.read()).pages
sys.exit('weasyprint' in sys.modules)"""
    read = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, input=built("岩手県").pdf, check=False)

    assert read.returncode == 0


def test_the_style_that_is_read_ahead_is_the_briefs_own() -> None:
    """The page that warms up has the very style sheet that the brief asks for."""
    page = parse(built("岩手県").html)
    sheets._sheet.cache_clear()
    module._warm_up()
    take_sheet(page, base=TEMPLATES)

    assert (sheets._sheet.cache_info().misses, sheets._sheet.cache_info().hits) == (1, 1)
