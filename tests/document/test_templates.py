"""Templates: nothing undefined, nothing computed, data only ever as text."""

from __future__ import annotations

import errno
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from builders import Form, Page, code_of, dataset_of, elsewhere, iwate, measured, page_of, project, real_config, target
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    UndefinedError,
    nodes,
)
from markupsafe import Markup
from page_structure import complaints
from printed_text import parsed, squeezed

from generator.dataset.contract import Assessment, Kind, Programme
from generator.dataset.records import Correction, Dataset, Statement, ThemeMention
from generator.document import environment as environments
from generator.document.environment import escapes, given, make_environment, mark, render, say, spoken
from generator.document.line_ends import together
from generator.document.phrases import Phrases
from generator.errors import PublishError
from generator.ledger.figure import Citation, Figure, Formula, State
from generator.ledger.ids import FigureId
from generator.paths import ROOT, TEMPLATES

SOURCES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2"))
BRIEF = [name for name in SOURCES if name.startswith("document/")]
SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=file:///etc/passwd>"
QUOTE = "\"'><u>&amp;{{ 7*7 }}{% raw %}"


def dataset() -> Dataset:
    """岩手県 with markup in every text that a table can hold."""
    figures = {
        "population": "50000",
        "households": "20000",
        "aging_rate": "30.1",
        "welfare_rate": "10r",
        "coordinators": "2",
    }
    forms = [
        Form(f"甲市{SCRIPT}", figures),
        Form(f"乙町{IMAGE}", figures | {"aging_rate": "35.5"}, kind=Kind.GROUP, municipalities=2),
        Form(f"丙村{QUOTE}", {"population": "900", "coordinators": "-"}),
        Form(f"岩手県{SCRIPT}", figures, kind=Kind.PREFECTURE, programmes=(Programme.TODOFUKEN,)),
    ]
    hostile = f"{SCRIPT}{IMAGE}{QUOTE}"
    made = dataset_of(
        [*forms, *elsewhere()],
        projects=[project(code_of(n), contractor=hostile, project_name=hostile, implementer=hostile) for n in (1, 2)],
        targets=[
            target(code_of(1), 1, indicator=hostile, target_unit="<u>件", result_unit="<u>件", remark=hostile),
            target(
                code_of(1), 2, indicator=hostile, result=None, assessment=Assessment.UNDETERMINED, basis="no_result"
            ),
            target(code_of(4), 1, indicator=hostile, result=Decimal(3), assessment=Assessment.NOT_MET),
        ],
        themes=[ThemeMention(code_of(1), "nofuku", 3, (1,))],
    )
    respondents = {
        code: replace(r, department=hostile, phone=f"<u>{r.phone}", url=f"javascript:{SCRIPT}", as_of=hostile)
        for code, r in made.respondents.items()
    }
    corrections = tuple(replace(one, reason=hostile, printed=hostile) for one in made.corrections)
    words = MappingProxyType(
        {part: Statement(f"{hostile}である。", (1,)) for part in ("特色", "ねらい", "取組", "成果")}
    )
    return replace(
        made,
        respondents=MappingProxyType(respondents),
        corrections=corrections,
        summaries=MappingProxyType({code_of(1): words}),
    )


@pytest.fixture(scope="module")
def hostile() -> Page:
    """The brief of that dataset."""
    made = dataset()
    return page_of(measured(made, iwate(made)))


def test_markup_in_the_data_appears_as_text(hostile: Page) -> None:
    """What a table holds is printed letter by letter, markup or not."""
    text = squeezed(parsed(hostile.html))
    for piece in (SCRIPT, IMAGE, QUOTE):
        assert piece in text


def test_markup_in_the_data_makes_no_elements(hostile: Page) -> None:
    """No script, no foreign image, no underlined text, no link comes of it."""
    page = parsed(hostile.html)
    assert not list(page.iter("script"))
    assert not list(page.iter("u"))
    assert all(image.get("src", "").startswith("data:image/svg+xml;base64,") for image in page.iter("img"))
    assert not [e for e in page.iter() if any(str(name).startswith("on") for name in e.attrib)]
    assert "javascript:" not in {str(e.get("href", ""))[:11] for e in page.iter("a")}


def test_page_with_markup_in_the_data_is_well_formed(hostile: Page) -> None:
    """Nor does it break the page."""
    assert not list(complaints(hostile.html))


WHOLE = '<!DOCTYPE html><html lang="ja"><head><title>t</title></head><body><h1>t</h1>{}</body></html>'


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<p>", ""),
        ("<p><b></p></b>", "adoption-agency"),
        ('<p id="a"></p><p id="a"></p>', "id a occurs 2 times"),
        ("<h1>t</h1>", "2 h1"),
        ("<h3>t</h3>", "h3 follows h1"),
        ("<h2></h2>", "empty h2"),
        ("<table><tr><td>1</td></tr></table>", "a table without caption"),
        ("<table><caption>c</caption><tr><th>1</th></tr></table>", "without scope"),
        ("<table><caption>c</caption><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></table>", "rows of [1, 2] cells"),
        ('<img src="data:image/svg+xml;base64,AAAA"/>', "without alternative text"),
        ('<img src="file:///etc/passwd" alt="x"/>', "an image from file"),
    ],
)
def test_faults_of_a_page_are_found(body: str, complaint: str) -> None:
    """The check of pages can fail, and says what is wrong."""
    found = list(complaints(WHOLE.format(body)))
    assert any(complaint in one for one in found) if complaint else not found


def test_markup_in_the_data_is_not_a_template(hostile: Page) -> None:
    """{{ 7*7 }} in a name is not worked out."""
    assert "{{ 7*7 }}" in squeezed(parsed(hostile.html))
    assert "49{%" not in hostile.html


def test_undefined_names_stop_the_build(tmp_path: Path) -> None:
    """A template that asks for what is not there fails, naming the template."""
    (tmp_path / "brief.html.j2").write_text("<p>\n{{ brief.nowhere }}</p>", encoding="utf-8")
    with pytest.raises(PublishError) as caught:
        render(make_environment(tmp_path), "brief.html.j2", brief=object())
    assert "brief.html.j2" in caught.value.where
    assert "nowhere" in caught.value.found


@pytest.mark.parametrize("macro", ["{{ kinds.nowhere }}", "{{ {'a': 'b'}[kind] }}", "{{ nowhere }}"])
def test_an_undefined_name_in_a_word_list_is_told(tmp_path: Path, macro: str) -> None:
    """A slip in a macro that Python asks for a word is no empty word; template and line are named."""
    text = f"{{%- set kinds = {{}} -%}}\n{{%- macro label(kind) -%}}\n{macro}\n{{%- endmacro -%}}"
    (tmp_path / "words.txt.j2").write_text(text, encoding="utf-8")
    words = Phrases(make_environment(tmp_path), "words.txt.j2")

    with pytest.raises(PublishError) as caught:
        words.say("label", "c")

    assert caught.value.where.endswith("words.txt.j2:3")


def test_a_word_list_that_is_no_template_is_told(tmp_path: Path) -> None:
    """So is one that Jinja cannot read."""
    (tmp_path / "words.txt.j2").write_text("{%- macro label(kind) -%}\n{% if %}", encoding="utf-8")

    with pytest.raises(PublishError) as caught:
        Phrases(make_environment(tmp_path), "words.txt.j2")

    assert caught.value.where.endswith("words.txt.j2:2")


@pytest.mark.parametrize(
    ("template", "macro", "arguments"),
    [
        ("edition/words.j2", "sheet", ("x.csv",)),
        ("edition/words.j2", "column", ("x",)),
        ("edition/words.j2", "column_note", ("x",)),
        ("edition/words.j2", "value", ("kind", "x")),
        ("edition/words.j2", "item", ("x.csv",)),
        ("document/sentences/items.j2", "item", (["size", "x"], "", {}, {}, {})),
        ("document/sentences/items.j2", "item", (["x", "y"], "", {}, {}, {})),
    ],
)
def test_a_word_that_need_not_be_there_is_empty(template: str, macro: str, arguments: tuple[object, ...]) -> None:
    """Python then says the key itself."""
    assert Phrases(make_environment(), template).say(macro, *arguments) == ""


def test_undefined_is_strict_and_escaping_is_on() -> None:
    """The environment prints no undefined name as nothing, and no text unescaped."""
    environment = make_environment()
    assert environment.undefined is StrictUndefined
    assert environment.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        environment.from_string("{{ text }}").render()


PLAIN_TEXT = {name for name in SOURCES if name.endswith((".txt.j2", ".md.j2", ".yaml.j2"))}
WORD_LISTS = {"document/sentences/items.j2", "document/sentences/alternatives.j2", "edition/words.j2"}


@pytest.mark.parametrize("name", SOURCES)
def test_what_a_template_prints_is_escaped_where_it_is_html(name: str) -> None:
    """Plain text and the words that Python asks for are not, and hold no tags of their own."""
    plain = name in PLAIN_TEXT | WORD_LISTS
    tags = re.findall(r"</?[a-z]+[ >]", re.sub(r"\{#.*?#\}", "", (TEMPLATES / name).read_text(encoding="utf-8")))

    assert escapes(name) is not plain
    assert not (plain and tags)


@pytest.mark.parametrize("name", SOURCES)
def test_template_compiles(name: str) -> None:
    """Every template is one that Jinja understands."""
    assert make_environment().get_template(name)


@pytest.mark.parametrize("name", BRIEF)
def test_nothing_is_computed_in_a_template(name: str) -> None:
    """No sums, products or quotients, and no rounding: figures come finished."""
    environment = make_environment()
    tree = environment.parse((TEMPLATES / name).read_text(encoding="utf-8"))
    sums = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
    assert not [node.lineno for kind in sums for node in tree.find_all(kind)]
    filters = {node.name for node in tree.find_all(nodes.Filter)}
    assert not filters & {"round", "sum", "int", "float", "safe", "format", "abs"}


@pytest.mark.parametrize("name", BRIEF)
def test_templates_print_no_figures_of_their_own(name: str) -> None:
    """Digits in a template are names (10万人, 第1分冊), limits that are explained, or styles; never a result."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", text, flags=re.S)
    found = set(re.findall(r"[\d,.]*\d+[^\s\d、。）]{0,3}", bare))
    known = {"47都道府", "10万人", "150％で", "2自治体", "2件とも", "2件の個", "1ページ", "2列は触", "0.0」", "2つのP"}
    assert {one for one in found if not any(one.startswith(k) for k in known)} == set()


@pytest.mark.parametrize(
    ("figure", "html"),
    [
        (
            Figure(FigureId("03", "x"), "x", Decimal("1234.56"), "人", 1, Formula.SUM),
            '<data value="1234.6" data-figure="03/x">1,234.6</data>',
        ),
        (
            Figure(FigureId("03", "x"), "x", None, "人", 1, Formula.SUM, State.MISSING),
            '<data value="" data-figure="03/x">…</data>',
        ),
        (
            Figure(FigureId("03", "x"), "x", None, "人", 1, Formula.SUM, State.NOT_APPLICABLE),
            '<data value="" data-figure="03/x">－</data>',
        ),
        (
            Figure(FigureId("<x>"), "x", Decimal(-2), "人", 0, Formula.SUM),
            '<data value="-2" data-figure="&lt;x&gt;">△2</data>',
        ),
    ],
)
def test_mark(figure: Figure, html: str) -> None:
    """A figure is printed with its id and its number for machines."""
    assert str(mark(figure)) == html


def test_mark_of_a_corrected_figure() -> None:
    """A corrected figure carries its sign before the number."""
    made = dataset_of([Form("甲市", {"welfare_rate": "6.59r"})])
    correction = made.corrections[0]
    assert isinstance(correction, Correction)
    figure = Figure(
        FigureId("03", "x"), "x", Decimal("6.59"), "‰", 1, Formula.CORRECTED, source=Citation(correction=correction)
    )
    assert str(mark(figure)).startswith('<span class="corrected">r</span><data')


def test_spoken_figures_are_taken_out_again() -> None:
    """An alternative text is plain, and tells which figures it said."""
    figure = Figure(FigureId("03", "x"), "x", Decimal("27.25"), "％", 1, Formula.SUM)
    text, said = spoken(f"  高齢化率は\n  {say(figure)}％である。 ")
    assert text == "高齢化率は27.3％である。"
    assert said == (("03/x", "27.3"),)


@pytest.mark.parametrize(
    ("text", "html"),
    [("盛岡市", "盛岡市"), ("第2期計画", '<span data-given="">第2期計画</span>'), ("<b>", "&lt;b&gt;"), ("", "")],
)
def test_given(text: str, html: str) -> None:
    """Quoted text is escaped; digits in it are marked as quoted."""
    assert str(given(text)) == html


def test_each_section_template_is_in_use() -> None:
    """Every section template is one that some brief prints (that each named one exists is checked on reading)."""
    sections = real_config().sections
    named = {*sections.prefecture, *sections.block, *sections.nation, "summary"}
    assert {path.name.removesuffix(".html.j2") for path in (TEMPLATES / "document" / "sections").glob("*.j2")} == named


def test_every_kind_of_finding_has_its_words() -> None:
    """Each kind that the rules can yield is a macro; those that can be headlines have one there too."""
    code = "".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "generator" / "findings").glob("*.py")))
    kinds = set(re.findall(r'kind: ClassVar\[str\] = "(\w+)"', code))
    environment = make_environment()
    words, heads = (
        environment.get_template(f"document/sentences/{name}.j2").module for name in ("findings", "headlines")
    )
    assert len(kinds) >= 9
    assert not [kind for kind in kinds if not hasattr(words, kind)]
    assert {kind for kind in kinds if not hasattr(heads, kind)} == {"changed"}, "told over the tables of changes only"


@pytest.mark.parametrize(
    ("file", "programmes"),
    [
        ("document/sections/summary.html.j2", 2),
        ("document/sections/design.html.j2", 2),
        ("document/sections/profiles.html.j2", 0),
        ("edition/words.j2", 3),
    ],
)
def test_the_programmes_of_the_edition_are_those_of_the_templates(file: str, programmes: int) -> None:
    """The names that a brief and its data print are the names in config/editions; profiles print the short ones."""
    text = (TEMPLATES / file).read_text(encoding="utf-8")
    names = [one.name for one in real_config().edition.programmes[:programmes]] or [
        one.short for one in real_config().edition.programmes
    ]

    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("年度途中のため判定できない。", '年度途中のため<span class="nowrap">判定できない。</span>'),
        ("地域を結び付ける。", '地域を<span class="nowrap">結び付ける。</span>'),
        ("全国値を下回る。", '全国値を<span class="nowrap">下回る。</span>'),
        ("課題の、多様化している。", '課題の、<span class="nowrap">多様化している。</span>'),
        ("全て社会福祉協議会である。", '全て<span class="nowrap">社会福祉協議会である。</span>'),
        ("関係機関を集めた相談支援包括化推進会議を開催", '関係機関を集めた相談支援包括化推進会<span class="nowrap">議を開催</span>'),
        ("短い。", "短い。"),
        ("a<b & c", "a&lt;b &amp; c"),
        (Markup("値は<b>7</b>"), "値は<b>7</b>"),
        (Markup("<b>値</b>である。 \n"), '<span class="nowrap"><b>値</b>である。</span>'),
    ],
)
def test_the_end_of_a_paragraph_stays_together(text: str, html: str) -> None:
    """The last words, where nothing is marked among them; no word is parted."""
    assert str(together(text)) == html


def compiled_by(cache: BytecodeCache | None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which templates a new environment had to compile to say what page.j2 says."""
    compiled: list[str] = []
    compile_ = Environment.compile

    def counted(self: Environment, source: str, name: str, filename: str) -> object:
        compiled.append(name)
        return compile_(self, source, name, filename)

    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", counted)
        Environment(loader=FileSystemLoader(folder), bytecode_cache=cache).get_template("page.j2").render()
    return compiled


def test_compiled_templates_are_kept_for_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process need not compile what has not changed; a template that has changed is compiled anew."""
    page = tmp_path / "page.j2"
    page.write_text("一", encoding="utf-8")
    kept = tmp_path / "kept"

    assert compiled_by(environments._kept(kept), tmp_path, monkeypatch) == ["page.j2"]
    assert compiled_by(environments._kept(kept), tmp_path, monkeypatch) == []
    page.write_text("二", encoding="utf-8")
    assert compiled_by(environments._kept(kept), tmp_path, monkeypatch) == ["page.j2"]


def test_templates_are_filled_where_nothing_may_be_kept(tmp_path: Path) -> None:
    """A file stands in the folder's place: there is no cache, and no error."""
    (tmp_path / "kept").write_text("", encoding="utf-8")

    assert environments._kept(tmp_path / "kept") is None


def test_a_full_disk_does_not_matter_to_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be kept is compiled each time."""
    (tmp_path / "page.j2").write_text("一", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(FileSystemBytecodeCache, "dump_bytecode", full)
    cache = environments._kept(tmp_path / "kept")
    assert cache is not None
    assert compiled_by(cache, tmp_path, monkeypatch) == compiled_by(cache, tmp_path, monkeypatch) == ["page.j2"]
