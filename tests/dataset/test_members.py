"""The municipalities of a joint form are looked up, and each municipality counts once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from builders import measured

from generator.brief.which_area import all_prefectures, load_inputs
from generator.errors import DatasetError
from generator.inputs.access import Inputs
from generator.paths import DATA

YEAR = 2018
MEMBERS = "平内町、今別町、蓬田村、外ヶ浜町"


def with_members(folder: Path, members: str, count: int = 4) -> Inputs:
    """The edition with other members in 東津軽郡's form."""
    shutil.copytree(DATA / str(YEAR), folder / str(YEAR))
    table = folder / str(YEAR) / "respondents.csv"
    text = table.read_text(encoding="utf-8")
    assert MEMBERS in text
    text = text.replace(MEMBERS, members).replace(",東津軽郡,group,,4,", f",東津軽郡,group,,{count},")
    table.write_text(text, encoding="utf-8")
    return load_inputs(YEAR, data=folder)


def participating(inputs: Inputs) -> int:
    """How many municipalities of 青森県 take part."""
    area = next(area for area in all_prefectures(inputs) if area.key == "02")
    return int(measured(inputs.dataset, area).sizes.participating.exact)


def test_a_joint_form_counts_its_members(tmp_path: Path) -> None:
    """Four towns together and one by itself are five."""
    assert participating(with_members(tmp_path, MEMBERS)) == 5


def test_a_member_with_a_form_of_its_own_counts_once(tmp_path: Path) -> None:
    """鰺ヶ沢町 in the joint form as well as by itself: four municipalities take part."""
    assert participating(with_members(tmp_path, "平内町、今別町、蓬田村、鰺ヶ沢町")) == 4


@pytest.mark.parametrize("member", ["外ヶ浜村", "盛岡市"])
def test_a_member_that_is_no_municipality_of_the_prefecture_is_told(tmp_path: Path, member: str) -> None:
    """The message names the form's line, the name and what it may have been."""
    with pytest.raises(DatasetError, match=f"「{member}」は、青森県の市町村の表にありません") as caught:
        with_members(tmp_path, f"平内町、今別町、蓬田村、{member}")
    assert caught.value.where.endswith("respondents.csv:9")
