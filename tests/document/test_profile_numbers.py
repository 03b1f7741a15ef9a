"""Numbers of profiles (13-4): once in the volume, the same wherever a brief points to them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import plain
import pytest
from builders import real_areas, real_dataset, real_page
from printed_text import parsed, squeezed

from generator.document.practice.contacts import profile_numbers
from generator.measures.areas import Scope

PREFECTURES = [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE]


@cache
def numbers() -> dict[str, str]:
    """Code -> number, by the order of the document: its own form has 0."""
    found, counts = {}, Counter[str]()
    for row in plain.rows("respondents"):
        own = row["kind"] == "prefecture"
        counts[row["prefecture_code"]] += not own
        found[row["code"]] = f"{row['prefecture_code']}-{0 if own else counts[row['prefecture_code']]}"
    return found


def test_each_number_stands_for_one_form() -> None:
    """Over the whole volume."""
    assert dict(profile_numbers(real_dataset())) == numbers()
    assert len(set(numbers().values())) == len(numbers())


@pytest.mark.parametrize("name", PREFECTURES)
def test_a_brief_numbers_its_profiles_so(name: str) -> None:
    """Municipalities first, the prefecture's own form last."""
    section = next(one for one in parsed(real_page(name).html).iter("section") if one.get("id") == "profiles")
    printed = [squeezed(one) for one in section.iter("span") if one.get("class") == "number"]
    own = [row["code"] for row in plain.rows("respondents") if row["prefecture"] == name]
    assert sorted(printed) == sorted(numbers()[code] for code in own)
    assert printed == [profile.number for profile in real_page(name).view.profiles]


@pytest.mark.parametrize("name", PREFECTURES)
def test_every_pointer_leads_to_the_form_of_that_name(name: str) -> None:
    """学べる相手 prints name, number, department and phone of the same form."""
    rows = {numbers()[row["code"]]: row for row in plain.rows("respondents")}
    section = next(one for one in parsed(real_page(name).html).iter("section") if one.get("id") == "learning")
    pointed = re.findall(r"（(\d\d-\d+)(?:　|）)", squeezed(section))
    view = real_page(name).view.learning
    assert view is not None
    contacts = [one for row in view.rare for one in row.others]
    contacts += [line.contact for row in view.partners for line in row.partners]
    assert sorted(pointed) == sorted(one.number for one in contacts)
    for one in contacts:
        row = rows[one.number]
        assert (one.code, one.name, one.prefecture) == (row["code"], row["name"], row["prefecture"])
        assert (one.department, one.phone) == (row["department"], row["phone"])
        called = row["name"] if row["kind"] == "prefecture" else row["prefecture"] + row["name"]
        assert f"{called}（{one.number}" in squeezed(section)
        assert f"{row['prefecture']}{row['prefecture']}" not in squeezed(section)


@pytest.mark.parametrize("name", PREFECTURES)
def test_nobody_is_told_to_ask_itself(name: str) -> None:
    """Those to ask about a rare way are elsewhere; a partner is another form."""
    view = real_page(name).view.learning
    assert view is not None
    ours = {
        row["code"] for row in plain.rows("respondents") if row["prefecture"] == name and row["kind"] != "prefecture"
    }
    assert not {one.code for row in view.rare for one in row.others} & ours
    assert not [line for row in view.partners for line in row.partners if line.contact.name == row.name]
