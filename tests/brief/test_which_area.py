"""Which briefs an edition is made of, and what they are called."""

from __future__ import annotations

from builders import real_config
from finished import built, real_inputs

from generator.brief.which_area import all_blocks, all_prefectures, nation, one_area
from generator.config.places import Groupings
from generator.edition.folder.orders import areas_of, orders_of


def held(groupings: Groupings) -> dict[str, int]:
    """How many prefectures of the volume each block has."""
    volume = set(real_config().edition.prefectures_in_volume)
    return {group.key: len(volume & set(group.members)) for group in groupings.blocks.groups}


def test_a_block_of_one_prefecture_is_not_issued() -> None:
    """Of the blocks that the volume holds something of, those with two prefectures and more have a brief."""
    counts = held(real_config().groupings)

    assert [area.key for area in all_blocks(real_inputs())] == [key for key, count in counts.items() if count > 1]
    assert 1 in counts.values()


def test_no_two_briefs_of_an_edition_are_of_the_same_forms() -> None:
    """Neither of the same respondents."""
    areas = areas_of(real_inputs()).values()

    assert len({area.codes for area in areas}) == len(areas) == len(orders_of(real_inputs()))


def test_a_block_of_one_prefecture_can_still_be_asked_for() -> None:
    """On the command line, by its name."""
    area = one_area("", "北海道地方", real_inputs())

    assert area.codes == next(one.codes for one in all_prefectures(real_inputs()) if one.name == "北海道")


def test_the_whole_volume_has_one_name() -> None:
    """In the title, on page 1, in the file's name, in the edition's orders: with the number of prefectures."""
    count = len(real_config().edition.prefectures_in_volume)
    brief = built("収録都道府県")
    covered = f"収録{count}都道府県"

    assert nation(real_inputs()).title == brief.area.title == f"全体の概況（{covered}）"
    assert brief.name.startswith(f"00_{covered}_")
    assert f" 全体の概況（{covered}） " in brief.view.title
    assert ("h1", brief.area.title) in {(tag, text) for tag, text, _ in brief.flow.headings}
    assert next(order.name for order in orders_of(real_inputs()) if order.area == "00") == brief.area.title
