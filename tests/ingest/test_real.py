"""The real document: golden counts and the places where its layout plays tricks."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import pairwise
from time import process_time

import pytest
from ingest_sample import real_config, real_path

from generator.dataset.contract import Kind, Programme, Status
from generator.ingest.document.source import read_source
from generator.ingest.form.read_value import Reading
from generator.ingest.rows import RespondentReading, read_document
from generator.ingest.run import check, ingest
from generator.paths import DATA

pytestmark = pytest.mark.source
_TABLES = ("respondents", "indicators", "projects")


@cache
def _answers() -> dict[str, RespondentReading]:
    return {a.identity.name: a for a in read_document(read_source(real_path()), config=real_config())}


def _reading(name: str, metric: str) -> Reading:
    return _answers()[name].readings[metric]


def test_respondents() -> None:
    """Fifty forms: 45 municipalities, one group, four prefectures; two members beside them."""
    kinds = Counter(a.identity.kind for a in _answers().values())
    assert kinds == {Kind.MUNICIPALITY: 45, Kind.GROUP: 1, Kind.PREFECTURE: 4, Kind.MEMBER: 2}


def test_readings() -> None:
    """Every metric of every respondent has a status."""
    statuses = Counter(r.status for a in _answers().values() for r in a.readings.values())
    assert statuses == {Status.REPORTED: 648, Status.MISSING: 120, Status.NOT_APPLICABLE: 12}


def test_projects() -> None:
    """Chapters, not marks, give the projects."""
    programmes = Counter(p.programme for a in _answers().values() for p in a.projects)
    assert programmes == {Programme.CHIIKIRYOKU: 38, Programme.TAKIKAN: 40, Programme.TODOFUKEN: 4}


def test_marks() -> None:
    """The header's marks, with the two forms whose chapter is not marked."""
    forms = [a.identity for a in _answers().values() if a.identity.kind is not Kind.MEMBER]
    assert Counter(mark for i in forms for mark in i.marks) == {
        Programme.CHIIKIRYOKU: 36,
        Programme.TAKIKAN: 40,
        Programme.TODOFUKEN: 4,
    }


def test_forms_cover_the_document() -> None:
    """Each line belongs to one form."""
    spans = sorted({(a.identity.form.line_start, a.identity.form.line_end) for a in _answers().values()})
    assert spans[0][0] == 1
    assert all(before[1] + 1 == after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("name", "metric", "value", "line"),
    [
        ("札幌市", "welfare_rate", "37", 7),
        ("京極町", "self_reliance_outsourced", "1", 985),
        ("音威子府村", "junior_high_schools", "1", 1491),
        ("東津軽郡", "support_centers_total", "4", 2550),
        ("盛岡市", "coordinators", "20", 3590),
        ("岩泉町", "self_reliance_direct", "0", 4673),
        ("秋田県", "population", "977675", 5523),
        ("上小阿仁村", "households", "867", 5535),
        ("小坂町", "area", "201.7", 5561),
        ("秋田県", "self_reliance_total", "17", 5592),
        ("天童市", "population", "62073", 7603),
        ("郡山市", "aging_rate", "25.59", 7836),
        ("郡山市", "coordinators", "7", 8096),
        ("土浦市", "elementary_schools", "16", 8264),
        ("東海村", "coordinators", "2", 9458),
        ("那須烏山市", "welfare_rate", "65.9", 10390),
        ("埼玉県", "support_centers_total", "282", 11992),
        ("千葉市", "self_reliance_total", "3", 13665),
        ("松戸市", "association_rate", "70", 14063),
        ("東京都", "support_centers_total", "0", 14736),
        ("墨田区", "coordinators", "1", 15215),
        ("小田原市", "support_centers_total", "12", 18628),
    ],
)
def test_tricky_figure(name: str, metric: str, value: str, line: int) -> None:
    """A figure in an odd place is read with its own line."""
    reading = _reading(name, metric)
    assert (reading.value, reading.line) == (Decimal(value), line)


@pytest.mark.parametrize(
    ("name", "metric"),
    [
        ("秋田県", "households"),
        ("上小阿仁村", "welfare_rate"),
        ("天童市", "area"),
        ("井川町", "self_reliance_total"),
        ("那珂川町", "self_reliance_total"),
        ("千葉市", "coordinators"),
    ],
)
def test_what_is_not_printed_is_missing(name: str, metric: str) -> None:
    """Nothing is guessed where the document holds no figure."""
    assert _reading(name, metric).status is Status.MISSING


def test_committed_tables_are_those_of_the_document(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The tables under version control are what the document gives today."""
    folder = tmp_path_factory.mktemp("ingest")
    ingest(real_path(), config=real_config(), out=folder / "data", build=folder / "build")
    for name in _TABLES:
        written = (folder / "data" / f"{name}.csv").read_text(encoding="utf-8")
        assert written == (DATA / "2018" / f"{name}.csv").read_text(encoding="utf-8"), name


def test_committed_tables_are_proven() -> None:
    """Every figure under version control stands on the line that it cites."""
    assert check(real_path(), data=DATA / "2018") == []


def test_codes_are_those_of_the_table() -> None:
    """Codes keep their leading zero and are all different."""
    with (DATA / "2018" / "respondents.csv").open(encoding="utf-8", newline="") as stream:
        codes = [row["code"] for row in csv.DictReader(stream)]
    assert len(set(codes)) == 52
    assert all(len(code) == 6 or code.startswith("G") for code in codes)


def test_ingest_is_quick(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The whole ingest takes less than three seconds of one processor."""
    folder = tmp_path_factory.mktemp("ingest")
    settings = real_config()
    start = process_time()
    ingest(real_path(), config=settings, out=folder / "data", build=folder / "build")
    assert process_time() - start < 3
