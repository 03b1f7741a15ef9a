"""The next year: what is prepared, and that an edition made from it can be published."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from later_edition import first_edition

from generator.brief.which_area import load_inputs
from generator.config.config import load_config
from generator.config.edition import Edition
from generator.config.edition_files import edition_years
from generator.config.yaml_loader import load_yaml
from generator.dataset.load import load_dataset
from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.edition.folder.orders import orders_of
from generator.edition.new_year import edition_draft, prepare_edition
from generator.errors import OutputError, RegionError
from generator.inputs.access import Inputs
from generator.paths import DATA, FONTS
from generator.readiness import unready
from generator.typesetting.fonts.typeface import check_glyphs


@pytest.fixture
def previous(tmp_path: Path) -> Inputs:
    """A copy of the edition that the next one is made from."""
    first_edition(tmp_path)
    return load_inputs(2018, config=tmp_path / "config", data=tmp_path / "data")


def test_a_new_edition_starts_with_what_an_editor_keeps(previous: Inputs) -> None:
    """Settings, checklist, and the tables that no rule writes alone."""
    paths = prepare_edition(2019, previous).write()

    assert {path.relative_to(previous.data.parent).as_posix() for path in paths} == {
        "config/editions/2019.draft.yaml",
        "data/2019/チェックリスト.md",
        "data/2019/targets.csv",
        *(f"data/2019/{table}.csv" for table in PRACTICE_TABLES),
        "data/2019/corrections.yaml",
        "data/2019/summaries.yaml",
    }


def test_the_draft_is_no_default_until_it_is_renamed(previous: Inputs) -> None:
    """While somebody works on it, last year's edition is still the newest."""
    prepare_edition(2019, previous).write()

    assert edition_years(previous.config.root) == (2018,)
    assert load_config(previous.config.root).edition.year == 2018


def test_the_draft_is_read_where_its_year_is_named(previous: Inputs) -> None:
    """Forms can go out and answers come in before the last setting is known; the file says that it is a draft."""
    prepare_edition(2019, previous).write()
    config = load_config(previous.config.root, year=2019)

    assert (config.edition.year, config.in_preparation) == (2019, True)
    assert config.edition_file.name == "2019.draft.yaml"


def test_what_is_made_of_a_draft_is_a_draft(previous: Inputs) -> None:
    """Even where its tables are sealed, and it is not ready to be published."""
    prepare_edition(2019, previous).write()
    shutil.copytree(DATA / "2018", previous.data / "2019", dirs_exist_ok=True)
    inputs = load_inputs(2019, config=previous.config.root, data=previous.data)

    assert inputs.draft
    assert "年度版の設定が下書きのままである" in [
        one.what for one in unready(inputs.config, inputs.dataset, folder=previous.data / "2019", errors=False)
    ]


def renamed(previous: Inputs) -> Edition:
    prepare_edition(2019, previous).write()
    folder = previous.config.root / "editions"
    (folder / "2019.draft.yaml").rename(folder / "2019.yaml")
    return load_config(previous.config.root).edition


def test_the_renamed_draft_is_a_valid_edition(previous: Inputs) -> None:
    """All cross-checks of the settings pass before anybody has filled anything in."""
    edition = renamed(previous)

    assert (edition.year, edition.number, edition.label) == (2019, 1, "令和元年度（2019年度）")
    assert edition.short_label == "令和元年度"
    assert edition.control_prefix == "CKB-R01"
    assert edition.contact.placeholder


def test_last_years_values_do_not_slip_into_the_new_year(previous: Inputs) -> None:
    """National values and lost headers belong to one document; they are to be written anew."""
    edition = renamed(previous)

    assert edition.reference_values == ()
    assert edition.lost_headers == ()
    assert "平成30年度" not in edition.source.title


@pytest.mark.parametrize(
    ("year", "prefix", "label"),
    [(2019, "CKB-R01", "令和元年度"), (2020, "CKB-R02", "令和2年度"), (2030, "CKB-R12", "令和12年度")],
)
def test_each_year_has_its_own_control_prefix(
    previous: Inputs, year: int, prefix: str, label: str, tmp_path: Path
) -> None:
    """Two editions never share a control number."""
    path = tmp_path / f"{year}.yaml"
    path.write_bytes(edition_draft(year, previous.config.edition))
    edition = load_yaml(path, Edition)

    assert (edition.control_prefix, edition.short_label) == (prefix, label)


def test_texts_with_signs_of_yaml_survive(previous: Inputs, tmp_path: Path) -> None:
    """A title with a colon, quotes or an ampersand arrives as it was."""
    title = 'ブリーフ: "試行" & <案> #1'
    edition = previous.config.edition.model_copy(update={"title": title})
    path = tmp_path / "2019.yaml"
    path.write_bytes(edition_draft(2019, edition))

    assert load_yaml(path, Edition).title == title


def test_every_line_that_somebody_must_look_at_is_marked(previous: Inputs) -> None:
    """Dates, source, scope, contact and national values carry the star that the head of the file speaks of."""
    text = edition_draft(2019, previous.config.edition).decode()
    starred = "\n".join(line for line in text.splitlines() if "★" in line)

    for key in ("published_on", "contact", "title", "volume", "lines", "read_on", "prefectures_in_volume", "全国値"):
        assert key in starred


def test_the_checklist_names_what_is_open_from_last_year(previous: Inputs) -> None:
    """Unanswered queries, the sources of national values, last year's respondents and the way to check mergers."""
    prepare_edition(2019, previous).write()
    text = (previous.data / "2019" / "チェックリスト.md").read_text(encoding="utf-8")
    open_ones = [one for one in previous.dataset.corrections if one.status != "confirmed"]

    assert all(previous.dataset.respondents[one.respondent].name in text for one in open_ones) and open_ones
    assert all(reference.source in text for reference in previous.config.edition.reference_values)
    assert all(respondent.name in text for respondent in previous.dataset.respondents.values())
    assert "合併" in text and "団体コード" in text and "1,741" in text
    assert len(re.findall(r"^- \[ \]", text, re.MULTILINE)) > 15


def test_the_editors_tables_are_empty_and_valid(previous: Inputs) -> None:
    """With last year's tables of the ingest beside them they load; nothing of last year's editing is in them."""
    prepare_edition(2019, previous).write()
    for name in ("respondents.csv", "indicators.csv", "projects.csv", "themes.csv"):
        shutil.copy(previous.data / "2018" / name, previous.data / "2019" / name)
    dataset = load_dataset(2019, data=previous.data)

    assert dataset.targets == () and dataset.corrections == () and dataset.waivers == ()
    assert not dataset.summaries
    assert (previous.data / "2019" / "summaries.yaml").read_text(encoding="utf-8").startswith("#")


def test_a_second_edition_has_orders_of_its_own(previous: Inputs) -> None:
    """Made from the draft and a generated set of tables: every brief can be ordered, none shares a number with 2018."""
    renamed(previous)
    for name in ("respondents.csv", "indicators.csv", "projects.csv", "themes.csv"):
        shutil.copy(previous.data / "2018" / name, previous.data / "2019" / name)
    later = load_inputs(None, config=previous.config.root, data=previous.data)

    numbers = {order.control for order in orders_of(later)}

    assert later.config.edition.year == 2019
    assert len(numbers) == len(orders_of(previous))
    assert not numbers & {order.control for order in orders_of(previous)}


@pytest.mark.parametrize("year", [2018, 2017, 2101])
def test_a_year_that_is_not_later_is_refused(previous: Inputs, year: int) -> None:
    """Nothing is written for a year that exists, or that lies in the past or out of sight."""
    with pytest.raises(RegionError, match="YEAR"):
        prepare_edition(year, previous)


def test_work_that_has_begun_is_never_overwritten(previous: Inputs) -> None:
    """A second call names the files that are there."""
    prepare_edition(2019, previous).write()

    with pytest.raises(OutputError, match=r"2019\.draft\.yaml"):
        prepare_edition(2019, previous)


def test_the_new_eras_names_can_be_printed() -> None:
    """The bundled typeface draws the labels of the years to come."""
    assert FONTS.is_dir()
    check_glyphs(["令和元年度（2019年度）", "令和12年度（2030年度）"], where="表紙")
