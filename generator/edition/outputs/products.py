"""Everything that is made of one brief, written to the edition's folder by one of the publication's processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from generator.brief.build import Brief, certificate_of, make_brief
from generator.brief.certificate import certificate_path
from generator.brief.which_area import load_inputs
from generator.document.environment import make_environment
from generator.document.phrases import Phrases
from generator.edition.folder.manifest import BriefEntry, entry_of
from generator.edition.folder.orders import Order, areas_of
from generator.edition.folder.page_one import PAGE_ONE, page_one_of
from generator.edition.folder.records import RECORD, record_of
from generator.edition.outputs.chart_files import named_drawings, standalone
from generator.edition.outputs.digests import LIMITS, digest_of
from generator.edition.outputs.open_data import open_data
from generator.edition.outputs.twin import twin_of
from generator.edition.outputs.workbook import workbook_of
from generator.errors import PublishError
from generator.files import write_all
from generator.inputs.access import Inputs


def workshop(
    year: int, *, config: Path, data: Path, out: Path, draft: bool | None = None
) -> Callable[[Order], BriefEntry]:
    """Return the function that makes an order's brief and writes its files below ``out``."""
    inputs = load_inputs(year, config=config, data=data, draft=draft)
    return partial(make_products, inputs=inputs, out=out)


def make_products(order: Order, *, inputs: Inputs, out: Path) -> BriefEntry:
    """Make the brief and all that goes with it, then write them, the PDF last; return what the manifest says of them.

    Raises a UserError and, for a brief whose tables have been changed since it was ordered, PublishError.
    """
    area = areas_of(inputs)[order.area]
    if inputs.of(area).fingerprint != order.fingerprint:
        raise PublishError(
            "作成している間に、表か設定が書き換えられました。",
            where=order.name,
            remedy="編集を終えてから、もう一度 make publish を実行してください。",
        )
    brief = make_brief(area, inputs)
    beside = tuple(_beside(brief))  # whole before anything is written: a part that cannot be made leaves the folder as it was
    entry = BriefEntry(
        area=order.area,
        name=order.name,
        scope=order.scope,
        edition=brief.inputs.config.edition.number,
        control=order.control,
        inputs=order.fingerprint,
        key=order.key,
        pages=brief.found.pages,
        files=tuple(entry_of(path, data) for path, data in ((brief.name, brief.pdf), *beside)),
        profiles={
            profile.number: page for profile in brief.view.profiles if (page := brief.found.page_of.get(profile.number))
        },
    )
    write_all({out / path: data for path, data in (*beside, (brief.name, brief.pdf))})
    return entry


def folder_of(name: str) -> str:
    """Return the part of a brief's file name that tells its area: 03_岩手県."""
    return "_".join(name.split("_")[:2])


def _beside(brief: Brief) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the files that go with a brief: data, 要約文, charts, HTML twin, record."""
    environment = make_environment()
    words = Phrases(environment, "edition/words.j2")
    folder = folder_of(brief.name)
    workbook = f"data/{folder}/{folder}_表.xlsx"
    for file in brief.attached:
        yield f"data/{folder}/{file.name}", file.data
    yield workbook, workbook_of(brief, words)
    for name, data in open_data(brief, words, workbook=Path(workbook).name):
        yield f"data/{folder}/{name}", data
    for limit in LIMITS:
        yield f"data/{folder}/要約文_{limit}字.txt", f"{digest_of(brief.flow, brief.view, limit)}\n".encode()
    yield f"data/{folder}/{RECORD}", record_of(brief)
    yield f"data/{folder}/{PAGE_ONE}", page_one_of(brief)
    for drawing in named_drawings(brief, words):
        yield f"charts/{folder}/{drawing.name}.svg", standalone(drawing.placed)
    yield certificate_path(brief.name).as_posix(), certificate_of(brief)
    yield f"html/{Path(brief.name).stem}.html", twin_of(brief, environment, data=workbook)

