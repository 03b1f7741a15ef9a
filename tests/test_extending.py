"""docs/extending.md, recipe by recipe: each is followed on copies of config/, data/ and templates/, and its brief is made."""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from builders import YEAR

from generator.brief.build import Brief, make_brief
from generator.brief.which_area import load_inputs, one_area
from generator.config.municipalities import check_digit
from generator.dataset.contract import UNITS
from generator.errors import ConfigError, DatasetError, PublishError
from generator.inputs.access import Inputs
from generator.paths import CONFIG, DATA, ROOT, TEMPLATES
from generator.tracing.explain import explain, trace

PLACE = ("04", "宮城県", "新浜町")
"""A town of 宮城県 that the table of municipalities does not know."""
CODE = "04699" + check_digit("04699")
ANOTHER = "042072,宮城県,名取市"
"""One that it does know, which had no form in the volume."""
RATIO = """
  - key: persons_per_sample_school
    label: 公立小学校1校当たり人口
    short_label: 1校当たり人口
    unit: 人
    decimals: 0
    origin: derived
    aggregation: ratio
    numerator: population
    denominator: elementary_schools
    plausible: [50, 30000]
    shown: [comparison, main]
    scale: log
    axis: {min: 100, max: 20000, ticks: [100, 1000, 10000]}
    definition: 人口を公立の小学校の数で除した値
    caveat: ""
"""
THEME = """
  - id: saigai_kunren
    label: 避難訓練
    patterns: ['避難訓練']
    note: 訓練への言及を数える。
"""
GROUP = """
  - key: alliance
    name: 独自の区分
    source: 広域連携の協定
    covers_all: false
    groups:
      - {key: hokuto, name: 北東北の三市町, members: [青森県鰺ヶ沢町, 岩手県盛岡市, 秋田県湯沢市]}
"""
RECIPES = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
SECTION = RECIPES.partition("```jinja\n")[2].partition("```")[0]


@dataclass(frozen=True)
class Copy:
    """A copy of what a clerk may change."""

    root: Path

    def write(self, file: str, text: str) -> None:
        """Write a new file."""
        (self.root / file).write_text(text, encoding="utf-8")

    def add(self, file: str, text: str) -> None:
        """Write at the end of a file."""
        path = self.root / file
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text.lstrip("\n"), encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        """Write one text in place of another."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def make(self, pref: str = "", group: str = "") -> Brief:
        """Make the brief, read back as every brief is."""
        inputs = self.inputs()
        return make_brief(one_area(pref, group, inputs), inputs)

    def inputs(self) -> Inputs:
        """Read all of it."""
        own = self.root / "templates"
        # Compiling a copy of the templates takes a second: it is read only where a recipe adds one.
        templates = own if own.exists() else TEMPLATES
        return load_inputs(YEAR, config=self.root / "config", data=self.root / "data", templates=templates)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    shutil.copytree(CONFIG, tmp_path / "config")
    shutil.copytree(DATA / str(YEAR), tmp_path / "data" / str(YEAR))
    return Copy(tmp_path)


@pytest.fixture
def copy_with_templates(copy: Copy) -> Copy:
    shutil.copytree(TEMPLATES, copy.root / "templates")
    return copy


@cache
def printed(pdf: bytes) -> str:
    """The text of a PDF without blanks and line ends."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return re.sub(r"\s", "", "".join(pages))


def rows(*lines: list[str]) -> str:
    """Lines of a table."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def answer(code: str, name: str, figures: dict[str, str]) -> tuple[str, str]:
    """The rows of a form: in respondents.csv and in indicators.csv."""
    prefecture = [code[:2], PLACE[1]]
    form = [code, *prefecture, name, "municipality", "", "1", "1", "0", "0", "福祉課", "", "", "", "1", "9", ""]
    lines = [
        [code, metric, figures[metric], unit, figures[metric], "5", "reported", ""]
        if metric in figures
        else [code, metric, "", unit, "", "", "missing", ""]
        for metric, unit in UNITS.items()
    ]
    return rows(form), rows(*lines)


def test_a_municipality(copy: Copy) -> None:
    """A form more is a row of the respondents and one for each indicator; unknown to the table, it says which row."""
    form, figures = answer(CODE, PLACE[2], {"population": "12345", "households": "5000", "aging_rate": "33.3"})
    copy.add("data/2018/respondents.csv", form)
    copy.add("data/2018/indicators.csv", figures)
    with pytest.raises(DatasetError) as caught:
        copy.make("宮城")
    assert f"{CODE},宮城県,新浜町,読み" in caught.value.expected
    assert "municipalities.csv" in caught.value.expected
    copy.add("config/municipalities.csv", f"{CODE},宮城県,新浜町,しんはままち,,,\n")
    with pytest.raises(ConfigError) as counted:
        copy.make("宮城")
    assert "prefectures.yaml" in counted.value.expected
    copy.change("config/prefectures.yaml", "row: 4}, municipalities: 35}", "row: 4}, municipalities: 36}")
    text = printed(copy.make("宮城").pdf)
    assert "新浜町" in text
    assert "12,345" in text
    assert "2／36市町村" in text


def test_an_indicator(copy: Copy) -> None:
    """A ratio of two sums is an entry of metrics.yaml: in the table, as a strip, in the data files, explained."""
    copy.add("config/metrics.yaml", RATIO)
    brief = copy.make("岩手")
    text = printed(brief.pdf)
    assert "1校当たり人口" in text
    assert "人口を公立の小学校の数で除した値" in text
    assert any("1校当たり人口" in label.text for label in brief.view.charts["background"].drawing.labels)
    figures = next(file.data for file in brief.attached if file.name == "数値.csv").decode("utf-8-sig")
    assert "公立小学校1校当たり人口" in figures
    told = explain(trace(brief.area, copy.inputs()), figure_id="032018/persons_per_sample_school")
    assert "盛岡市　公立小学校1校当たり人口" in told
    assert "内訳から計算し直した値と一致する" in told


def test_a_theme(copy: Copy) -> None:
    """A theme is an entry of themes.yaml and its rows in themes.csv."""
    copy.add("data/2018/themes.csv", "104647,saigai_kunren,7,8000 8001\n")
    with pytest.raises(DatasetError) as caught:
        copy.make("群馬")
    assert "saigai_kunren" in caught.value.what
    copy.add("config/themes.yaml", THEME)
    text = printed(copy.make("群馬").pdf)
    assert re.search("避難訓練（1件?）", text)


def test_a_grouping(copy: Copy) -> None:
    """A grouping of municipalities of several prefectures is an entry of groupings.yaml."""
    copy.add("config/groupings.yaml", GROUP)
    text = printed(copy.make(group="北東北の三市町").pdf)
    for name in ("北東北の三市町", "鰺ヶ沢町", "盛岡市", "湯沢市", "3／3市町村"):
        assert name in text


def test_a_section(copy_with_templates: Copy) -> None:
    """A section is a template and its name in sections.yaml; one that is optional and has nothing to say leaves no trace."""
    copy = copy_with_templates
    copy.change("config/sections.yaml", "prefecture: [design, ", "prefecture: [design, closing, silent, ")
    copy.change("config/sections.yaml", "optional: [", "optional: [silent, ")
    with pytest.raises(ConfigError) as caught:
        copy.make("群馬")
    assert "document/sections/closing.html.j2" in caught.value.found
    copy.write("templates/document/sections/closing.html.j2", SECTION)
    silent = SECTION.replace("closing", "silent").replace("参考となる", "全国の")
    copy.write("templates/document/sections/silent.html.j2", f"{{% if brief.area.scope == 'nation' %}}{silent}{{% endif %}}\n")
    text = printed(copy.make("群馬").pdf)
    assert "参考となる窓口" in text
    assert "群馬県の1自治体の窓口は" in text
    assert "全国の窓口" not in text


def test_a_section_that_must_speak(copy_with_templates: Copy) -> None:
    """A section that writes nothing though it is not optional stops the brief."""
    copy = copy_with_templates
    copy.change("config/sections.yaml", "prefecture: [design, ", "prefecture: [design, closing, ")
    copy.write("templates/document/sections/closing.html.j2", "")
    with pytest.raises(PublishError) as caught:
        copy.make("群馬")
    assert "closing" in caught.value.found
