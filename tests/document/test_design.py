"""体制の設計: every name with the number of forms that name the same kind, against a second reckoning."""

from __future__ import annotations

from collections.abc import Iterator

import plain
import practice_plain
import practice_rows as rows
import pytest
from builders import Form, code_of, dataset_of, elsewhere, iwate, measured, real_areas, real_page
from printed_text import parsed, squeezed

from generator.dataset.contract import Kind
from generator.dataset.practice.contract import Stage
from generator.document.practice.design import MOST_NAMED, DesignView, Item, design_view
from generator.measures.areas import Scope

PREFECTURES = [name for name, area in real_areas().items() if area.scope is Scope.PREFECTURE]
ONE, TWO, THREE = (code_of(number) for number in range(1, 4))


def view(name: str) -> DesignView:
    """The section's tables of a prefecture of the edition."""
    found = real_page(name).view.design
    assert found is not None
    return found


def items(name: str) -> Iterator[tuple[str, str, Item]]:
    """Every name of the section with its group and the form that names it."""
    design = view(name)
    for local in design.local:
        for sphere in local.spheres:
            yield from (("unit", local.code, one) for one in sphere.units)
        for group in ("base", "operator", "place", "person", "backup"):
            yield from ((group, local.code, one) for one in getattr(local, group).items)
    for people in design.people:
        yield from (("posting", people.code, one) for one in people.posting.items)
        yield from (("qualification", people.code, one) for one in people.qualification.items)


@pytest.mark.parametrize("name", PREFECTURES)
def test_the_numbers_beside_names_are_counts_of_forms(name: str) -> None:
    """As many forms as name one of the kinds that the form means by this name."""
    for group_id, code, one in items(name):
        if one.share is None:
            continue
        group = practice_plain.groups()[group_id]
        if group_id == "unit":
            counts = {
                len(group.holders(kind)) for kind in group.held if practice_plain.kind_words("unit", kind) == one.label
            }
        else:
            counts = {len(group.holders(kind)) for kind in group.held if one.label in group.held[kind].get(code, [])}
        assert int(one.share.exact) in counts, (group_id, code, one.label)


@pytest.mark.parametrize("name", PREFECTURES)
def test_denominators_are_the_forms_that_could_say_so(name: str) -> None:
    """Printed in the captions."""
    design = view(name)
    for group_id, group in practice_plain.groups().items():
        assert int(design.asked[group_id].exact) == len(group.asked), group_id
    text = squeezed(parsed(real_page(name).html))
    if design.local:
        wanted = [f"{len(practice_plain.groups()[key].asked)}件" for key in ("unit", "base", "place")]
        assert "記載のある個票は、圏域{}、拠点{}、相談の場{}".format(*wanted) in text


@pytest.mark.parametrize("name", PREFECTURES)
def test_the_matrix_of_linked_programmes(name: str) -> None:
    """Who names which programme under ア and under イ; the last row counts the forms of the volume."""
    table = view(name).linked
    if table is None:
        return
    group = practice_plain.groups()["linked"]
    named = {
        (row["code"], row["kind"], row["cell"][0]) for row in plain.rows("practices") if row["cell"].endswith(".linked")
    }
    assert [int(column.share.exact) for column in table.columns] == [
        len(group.holders(column.kind)) for column in table.columns
    ]
    codes = {row["name"]: row["code"] for row in plain.rows("respondents")}
    for told, cells in table.rows:
        code = next(codes[part] for part in (told, told.partition("（")[0]) if part in codes)
        for column, parts in zip(table.columns, cells, strict=True):
            assert parts == tuple(part for part in "ai" if (code, column.kind, part) in named), (told, column.kind)
    laws = [column.law for column in table.columns]
    assert laws == sorted(laws, reverse=True), "those that rest on a law come first"


@pytest.mark.parametrize("name", PREFECTURES)
def test_stages_of_money_are_never_added_up(name: str) -> None:
    """Each name stands under the stage that the form gives it."""
    given = {
        (row["code"], row["label"], row["stage"])
        for row in plain.rows("practices")
        if row["cell"] in ("a.funding", "t.own_funds")
    }
    for row in view(name).funding:
        for stage, some in row.stages.items():
            assert all((row.code, one.label, stage.value) in given for one in some.items)


def made(*some: rows.Row) -> DesignView:
    """The section for 甲市, 乙町 and 丙村."""
    forms = [Form(name, {"population": "50000", "coordinators": "2"}) for name in ("甲市", "乙町", "丙村")]
    dataset = dataset_of([*forms, *elsewhere()], practice=rows.tables_of(*some))
    return design_view(measured(dataset, iwate(dataset)))


def test_a_name_carries_the_number_of_forms_once() -> None:
    """Two names of one kind: the number stands beside the first; another form's name counts with it."""
    design = made(
        rows.sphere(ONE, "chiku"),
        rows.value(ONE, "i.place", "salon", "茶の間"),
        rows.value(ONE, "i.place", "salon", "縁側", 2),
        rows.value(ONE, "i.place", "denwa", "電話", 3),
        rows.value(TWO, "i.place", "salon", "居場所"),
    )
    (row,) = design.local
    assert [(one.label, one.share.text if one.share else "") for one in row.place.items] == [
        ("茶の間", "2"),
        ("電話", "1"),
        ("縁側", ""),
    ]
    assert design.asked["place"].text == "2"


def test_a_cell_names_four_and_says_that_there_are_more() -> None:
    """など."""
    kinds = ("salon", "denwa", "akiya", "nogyo", "shogyo")
    for count in (MOST_NAMED, MOST_NAMED + 1):
        values = [rows.value(ONE, "i.place", kind, kind, seq) for seq, kind in enumerate(kinds[:count], start=1)]
        (row,) = made(rows.sphere(ONE, "chiku"), *values).local
        assert (len(row.place.items), row.place.more) == (MOST_NAMED, count > MOST_NAMED)


def test_part_i_is_told_only_where_it_differs() -> None:
    """Units, number or people."""
    same = (rows.sphere(ONE, "chiku", area_count=3), rows.sphere(ONE, "chiku", part="i", area_count=3))
    other = (rows.sphere(TWO, "chiku", area_count=3), rows.sphere(TWO, "chiku", part="i", area_count=4))
    assert [[str(one.part) for one in row.spheres] for row in made(*same, *other).local] == [["a"], ["a", "i"]]


def test_forms_without_the_chapter_have_no_row() -> None:
    """丙村 tells of neither; 乙町 of its meetings alone."""
    design = made(rows.sphere(ONE, "chiku"), rows.meeting(TWO, times="1"))
    assert ([row.name for row in design.local], [row.name for row in design.people]) == (["甲市"], ["乙町"])


def test_money_stands_under_its_stage() -> None:
    """Three columns, none of them a sum."""
    some = [
        rows.value(ONE, "a.funding", kind, kind, seq, stage=stage)
        for seq, (kind, stage) in enumerate(zip(("kyobo", "kifu", "kikin"), Stage, strict=True), start=1)
    ]
    (row,) = made(*some).funding
    assert {stage.value: [one.label for one in found.items] for stage, found in row.stages.items()} == {
        "act": ["kyobo"],
        "plan": ["kifu"],
        "study": ["kikin"],
    }


def test_people_of_the_area_count_each_form_once() -> None:
    """Two member villages that stand in one form do not double its coordinators."""
    own = code_of(3)
    forms = [
        *(Form(name, {"coordinators": "-"}, kind=Kind.MEMBER, parent=own) for name in ("上村", "下村")),
        Form("岩手県", {"coordinators": "-"}, kind=Kind.PREFECTURE),
    ]
    dataset = dataset_of(
        [*forms, *elsewhere()], practice=rows.tables_of(rows.people(own, 3, dedicated=1, concurrent=2))
    )
    people = measured(dataset, iwate(dataset)).practice.people
    assert {kind: figure.text for kind, figure in people.items()} == {"dedicated": "1", "concurrent": "2"}
