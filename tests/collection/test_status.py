"""Who has answered and who has not: a page, a table, and drafts of reminders."""

from __future__ import annotations

import csv
import io
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from collection_sample import MORIOKA, TONO, YEAR, answered, answers_of, collect, filled, put, years

from generator.collection.forms.run import addressees


def _room(tmp_path: Path) -> Path:
    return tmp_path / "build" / str(YEAR) / "collection"


def _states(tmp_path: Path) -> dict[str, dict[str, str]]:
    text = (_room(tmp_path) / "状況.csv").read_bytes().decode("utf-8-sig")
    return {row["団体コード"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def _whole(code: str) -> bytes:
    """Return an answer that leaves nothing open and is near last year's."""
    rest = {"texts.change": "変わる。", "agencies_texts.overview": "概要。", "plans.1.what": "予定"}
    places = {f"facilities.{row}.{how}": 0 for row in ("support_centers", "self_reliance") for how in ("direct", "outsourced")}
    return filled(code, {**places, **rest, **answers_of(code)})


def test_everybody_who_was_asked_has_a_state(tmp_path: Path) -> None:
    """Taken, to be looked at, not there: each respondent of the edition before is one of them."""
    folder = put(tmp_path / "in", {"a.xlsx": _whole(MORIOKA), "b.xlsx": filled(TONO, {"basics.population": 1})})
    collect(tmp_path, folder)
    states = _states(tmp_path)
    assert set(states) == {one.code for one in addressees(years().before)}
    assert (states[MORIOKA]["区分"], states[TONO]["区分"]) == ("提出済", "要確認")
    assert {row["区分"] for code, row in states.items() if code not in (MORIOKA, TONO)} == {"未提出"}
    assert "世帯数" in states[TONO]["確認すること"]


def test_the_page_tells_the_same_as_the_table(tmp_path: Path) -> None:
    """The page is for people, the table for programs."""
    collect(tmp_path, put(tmp_path / "in", {"a.xlsx": answered(MORIOKA)}))
    page = (_room(tmp_path) / "状況.html").read_text(encoding="utf-8")
    for row in _states(tmp_path).values():
        assert row["団体名"] in page
    assert "a.xlsx" in page


def test_what_an_answer_says_is_no_markup_and_no_formula(tmp_path: Path) -> None:
    """A file's name or an answer cannot put anything into the page or run in the table."""
    data = filled(MORIOKA, {"basics.population": "<b>=1+1</b>", "marks.takikan": "実施しない"})
    collect(tmp_path, put(tmp_path / "in", {"=x<i>.xlsx": data}))
    page = (_room(tmp_path) / "状況.html").read_text(encoding="utf-8")
    assert "<b>" not in page
    assert "<i>" not in page
    assert _states(tmp_path)[MORIOKA]["ファイル"] == "'=x<i>.xlsx"


def test_a_reminder_lists_who_is_missing_and_is_not_sent(tmp_path: Path) -> None:
    """One draft for each prefecture where an answer is wanting; the same bytes each time."""
    folder = put(tmp_path / "in", {"a.xlsx": _whole(MORIOKA)})
    collect(tmp_path, folder)
    draft = next(_room(tmp_path).glob("督促_03_*.eml"))
    before = draft.read_bytes()
    message = message_from_bytes(before, policy=default)
    body = message.get_body()
    assert body is not None
    text = body.get_content()
    assert message["X-Unsent"] == "1"
    assert TONO in text
    assert MORIOKA not in text
    collect(tmp_path, folder)
    assert draft.read_bytes() == before
