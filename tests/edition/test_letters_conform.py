"""送付状 and 検証書 are held to what the briefs are held to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.brief.build import certificate_of, make_brief
from generator.brief.which_area import all_prefectures, load_inputs
from generator.config.config import load_config
from generator.document.environment import make_environment
from generator.edition.delivery.contacts import load_contacts
from generator.edition.delivery.letters import Desk
from generator.edition.folder.manifest import BriefEntry, entry_of
from generator.readback.pdfium import read_pdf
from generator.review.checkers import validate


def letter(*, control: str = "CKB-H30-04-00000000") -> bytes:
    """The letter to 宮城県."""
    config = load_config(year=2018)
    contacts = load_contacts(config)
    desk = Desk(make_environment(), config.edition, contacts.sender)
    entry = BriefEntry("04", "宮城県", "prefecture", 1, control, "x", "x", 6, (entry_of("a.pdf", b""),))
    return desk.letter(entry, contacts.of("宮城県"), errata=True)


@cache
def certificate() -> bytes:
    """The certificate of a short brief."""
    inputs = load_inputs(2018, draft=False)
    return certificate_of(make_brief(next(area for area in all_prefectures(inputs) if area.key == "04"), inputs))


@pytest.mark.parametrize("made", [letter, certificate], ids=["送付状", "検証書"])
def test_both_checkers_find_nothing(tmp_path: Path, made: Callable[[], bytes]) -> None:
    """PDF/A-3a, PDF/UA-1 and beyond: also an address that is printed is linked (LNK-010)."""
    path = tmp_path / "made.pdf"
    path.write_bytes(made())

    assert validate(path) == []


def test_the_letter_of_a_draft_is_a_draft() -> None:
    """案 stands in its margin as in the brief's."""
    assert all("案" in page.margins for page in read_pdf(letter(control="CKB-H30-04-00000000案")).pages)
