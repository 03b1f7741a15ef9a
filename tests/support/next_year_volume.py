"""The volume of a year to come, made of the real one: labels reworded, an item more, respondents gone and come."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from generator.config.questionnaire import FormItem, Questionnaire
from generator.ingest.document.source import SourceDocument
from generator.ingest.form.cut import Form

REWORDED: Final[Mapping[str, str]] = {
    "世帯数": "世帯の総数",
    "公立小学校数": "小学校数（公立）",
    "電話番号": "連絡先電話",
    "②事業名": "②事業の名称",
    "１－２．地域の特徴": "１－２．地域の概況",
    "地域力強化推進事業について": "地域力を高める事業について",
}
"""Six labels and titles of the form, as a next year might word them."""

MORE: Final = ("公立中学校数", "特別支援学校数 ２（校） 公立中学校数")
"""An item more, in front of one that stays."""

GONE: Final = ("広尾町", "鴨川市", "狛江市")
COME: Final[Mapping[str, tuple[str, str]]] = {"花巻市": ("遠野市", "032051"), "北上市": ("盛岡市", "032069")}
"""Respondents new this year: each answers as another did the year before; with their codes."""

WRITTEN: Final = {
    "households": "世帯の総数",
    "elementary_schools": "小学校数（公立）",
    "phone": "連絡先電話",
    "project_name": "②事業の名称",
    "1-2": "１－２．地域の概況［（…）］",
    "chiikiryoku": "３．地域力を高める事業について",
}
"""The same words as an editor writes them into the questionnaire, by id of item or chapter."""


def written(questionnaire: Questionnaire, words: Mapping[str, str]) -> Questionnaire:
    """Return the questionnaire with new words and the item more, as an editor adds them."""

    def item(one: FormItem) -> FormItem:
        return one.model_copy(update={"labels": (words[one.id], *one.labels)}) if one.id in words else one

    more = FormItem(id="special_schools", labels=("特別支援学校数",), type="integer")
    chapters = []
    for chapter in questionnaire.chapters:
        titles = (words[chapter.id], *chapter.titles) if chapter.id in words else chapter.titles
        items = (*map(item, chapter.items), *((more,) if chapter.id == "1-1" else ()))
        chapters.append(chapter.model_copy(update={"titles": titles, "items": items}))
    return questionnaire.model_copy(
        update={
            "header": tuple(map(item, questionnaire.header)),
            "chapters": tuple(chapters),
            "projects": tuple(map(item, questionnaire.projects)),
        }
    )


def next_year(source: SourceDocument, forms: Sequence[Form]) -> str:
    """Return the text of the volume."""
    text: list[str] = []
    for form in forms:
        body = "\n".join(source.lines[form.line_start - 1 : form.line_end])
        if any(_is_of(name, body) for name in GONE):
            continue
        text.append(body)
        text += [body.replace(old, new) for new, (old, _) in COME.items() if _is_of(old, body)]
    return _reworded("\n".join(text) + "\n")


def _is_of(name: str, body: str) -> bool:
    return re.search(rf"市区町村名\s*{name}\s", body[:600]) is not None


def _reworded(text: str) -> str:
    for old, new in (*REWORDED.items(), MORE):
        text = re.sub(r"[ 　]*".join(map(re.escape, old)), new, text)
    return text
