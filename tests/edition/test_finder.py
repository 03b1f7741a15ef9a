"""The finder of the index: it finds by what the ledger counts, says why, and leads to the page where it is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, unquote

import pypdfium2
import pytest
from browser import Browser, browser
from builders import real_page
from finished import built, real_inputs
from start_page import AXE, NO_AXE, WCAG, manifest, needs_browser

from generator.dataset.practice.records import NO_PRACTICE
from generator.edition.outputs.finder import FUNDING, REUSE, SIZE, THEME, Facet, Finder, finder_of
from generator.edition.outputs.index import INDEX, index_html, index_page, index_pages
from generator.inputs.access import Inputs
from generator.ledger.ledger import Ledger

BREAKING = "</script><script>window.broken = 1</script><!--"
PEOPLE = "⟨b⟩&amp;'\"<b>課"
ANSWERS = "[...document.querySelectorAll('.answers li')].filter(l => l.offsetParent)"
SETTLED = "new Promise(done => setTimeout(done, 50))"


@pytest.fixture(scope="module")
def finder() -> Finder:
    return finder_of(real_inputs())


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return real_page("岩手県").measures.ledger


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition's folder with its index, on a file share."""
    out = tmp_path_factory.mktemp("edition") / "共有 フォルダ" / "2018"
    index_pages(real_inputs(), manifest(out), out, ())
    return out


@pytest.fixture(scope="module")
def page() -> Iterator[Browser]:
    with browser() as found:
        yield found


def counted(ledger: Ledger, part: str) -> int:
    """The ledger's count over all forms; none where it counted none."""
    figure_id = f"all/practice/{part}"
    return int(ledger[figure_id].exact) if figure_id in ledger else 0


def groups(finder: Finder) -> list[Facet]:
    """The facets that are groups of the settings."""
    return [facet for facet in finder.facets if facet.label]


def test_the_counts_of_features_are_those_of_the_ledger(finder: Finder, ledger: Ledger) -> None:
    """小学校区（10） in the form is the count that a brief prints; no kind that the ledger counts is left out."""
    offered = {f"feature/{facet.id}/{o.id}": o.count for facet in groups(finder) for o in facet.options}
    counts = {
        figure.id.removeprefix("all/practice/"): int(figure.exact)
        for figure in ledger
        if figure.id.startswith("all/practice/feature/") and "/funding/" not in figure.id and figure.exact
    }

    assert offered == counts
    assert len(groups(finder)) == len(real_inputs().config.practice.features) - 1


def test_the_counts_of_money_are_those_of_the_ledger(finder: Finder, ledger: Ledger) -> None:
    """Each source of money at each stage."""
    facet = next(facet for facet in finder.facets if facet.id == FUNDING)

    assert {o.id: o.count for o in facet.options} == {
        o.id: counted(ledger, f"funding/{o.id.replace('-', '/')}") for o in facet.options
    }
    assert sum(o.count for o in facet.options) == sum(int(f.exact) for f in ledger if "/practice/funding/" in f.id)


def test_the_meetings_add_up_to_those_of_the_ledger(finder: Finder, ledger: Ledger) -> None:
    """A form may name several, so the forms are fewer; the meetings that the answers name are all."""
    facet = next(facet for facet in finder.facets if facet.id == REUSE)
    for option in facet.options:
        held = [row.hits[REUSE][option.id] for row in finder.rows if option.id in row.hits.get(REUSE, {})]
        assert sum(map(len, held)) == counted(ledger, f"meeting/{option.id.replace('-', '/')}")
        assert len(held) == option.count


def test_the_counts_of_themes_are_those_of_the_ledger(finder: Finder) -> None:
    """Prefectures' own forms are not counted, here as there."""
    facet = next(facet for facet in finder.facets if facet.id == THEME)
    told = {row.theme.id: int(row.everyone.exact) for row in real_page("岩手県").measures.themes.rows}

    assert {o.id: o.count for o in facet.options} == {theme: count for theme, count in told.items() if count}


def test_every_municipal_respondent_has_one_size(finder: Finder) -> None:
    """The classes add up to all of them; one whose population is asked about stands apart."""
    facet = next(facet for facet in finder.facets if facet.id == SIZE)

    assert sum(option.count for option in facet.options) == len(real_inputs().dataset.municipal())


def test_an_edition_without_chapters_can_still_be_searched(tmp_path: Path) -> None:
    """The form asks by prefecture, size and theme only."""
    inputs = real_inputs()
    bare = Inputs(inputs.config, replace(inputs.dataset, practice=NO_PRACTICE), inputs.data)
    html = index_html(index_page(bare, manifest(tmp_path))).decode()

    assert set(re.findall(r'<select id="find-(\w+)"', html)) == {"prefecture", "size", "theme", "contract"}


def test_what_the_script_shows_is_in_the_typeface(finder: Finder, folder: Path) -> None:
    """The page is cut down to the characters that stand in it, so words for the script stand in it as they are."""
    html = (folder / INDEX).read_text(encoding="utf-8")

    assert [text for row in finder.rows for text in row.texts if not set(text) <= set(html)] == []


def test_an_answer_leads_to_its_page_of_the_pdf() -> None:
    """The page that was found when the PDF was read back prints the profile's number and name."""
    brief = built("岩手県")
    with pypdfium2.PdfDocument(brief.pdf) as document:
        for profile in brief.view.profiles:
            text = document[brief.found.page_of[profile.number] - 1].get_textpage().get_text_range()
            assert re.search(rf"{profile.number}\s*{profile.respondent.name}", text)


def test_texts_cannot_leave_their_place(tmp_path: Path) -> None:
    """A name that ends a script, and a department with every sign of HTML, stay words."""
    inputs = real_inputs()
    code, one = next(iter(inputs.dataset.respondents.items()))
    hostile = replace(one, name=BREAKING, department=PEOPLE)
    dataset = replace(inputs.dataset, respondents=MappingProxyType({**inputs.dataset.respondents, code: hostile}))
    other = Inputs(inputs.config, dataset, inputs.data)
    html = index_html(index_page(other, manifest(tmp_path))).decode()
    data = re.search(r'<script type="application/json" id="find-data">(.*?)</script>', html, re.DOTALL)

    assert data and BREAKING in json.loads(data[1])[0]["names"]
    assert "<script>window.broken" not in html and "<b>課" not in html


def ask(page: Browser, folder: Path, query: str, *, width: int = 1100) -> list[str]:
    """Open an address with a question and return who answers."""
    page.open(folder / INDEX, width=width)
    page.run(f"location.hash = {json.dumps('#find?' + query)}; {SETTLED}")
    return [str(name) for name in page.run(f"{ANSWERS}.map(l => l.querySelector('h3').firstChild.textContent)")]


@needs_browser
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("place=shogyo", "狭山市"),
        ("q=スーパー", "栃木市"),
        ("q=今別町", "東津軽郡"),
        ("q=imabetsu", "東津軽郡"),
        ("q=青森県 鰺ケ沢町", "鰺ヶ沢町"),
        ("q=いわてけん とおの", "遠野市"),
        ("unit=shogakko&reuse=case-existing", "遠野市"),
        ("prefecture=03&q=支援調整会議", "遠野市"),
    ],
)
def test_a_mailed_address_gives_the_answer(page: Browser, folder: Path, query: str, name: str) -> None:
    """By feature, word, reading, Latin letters, member of a joint form, and by several at once."""
    assert name in ask(page, folder, quote(query, safe="=&"))


@needs_browser
def test_every_choice_gives_as_many_answers_as_it_promises(page: Browser, folder: Path, finder: Finder) -> None:
    """Option by option, what is shown is what stands in brackets."""
    page.open(folder / INDEX)
    tried = page.run(
        "(() => { const found = []; for (const select of document.querySelectorAll('.facets select'))"
        " for (const option of select.options) if (option.value) { select.value = option.value;"
        " select.dispatchEvent(new Event('input', {bubbles: true}));"
        f" found.push([option.textContent, {ANSWERS}.length]); select.value = ''; }} return found; }})()"
    )

    assert [text for text, count in tried if not text.endswith(f"（{count}）")] == []
    assert len(tried) == sum(len(facet.options) for facet in finder.facets)


@needs_browser
def test_a_town_with_a_supermarket_is_three_steps_away(page: Browser, folder: Path) -> None:
    """By keyboard: to the list of places, to its 商業施設, to the link of the answer."""
    page.open(folder / INDEX)
    page.run("document.getElementById('find-place').focus()")
    wanted = page.run("[...document.activeElement.options].findIndex(o => o.value === 'shogyo')")
    for _ in range(wanted):
        page.press("ArrowDown")
    assert page.run("document.getElementById('found').textContent") == "1団体が当てはまる。"
    assert unquote(page.run("location.hash")) == "#find?place=shogyo"
    while page.run("document.activeElement.closest('.answers') === null"):
        page.press("Tab")

    assert page.run("document.activeElement.textContent") == "狭山市のプロフィール（ウェブ版）"
    assert unquote(page.run("document.activeElement.getAttribute('href')")).endswith(".html#p-11-1")
    assert page.run("document.activeElement.nextElementSibling.getAttribute('href')").endswith(".pdf#page=3")


@needs_browser
def test_an_answer_says_whom_to_ask_and_what_matches(page: Browser, folder: Path) -> None:
    """Prefecture, department, phone, the question with the kind and the name in the form."""
    ask(page, folder, "base=shogyo")
    said = page.run(f"{ANSWERS}.map(l => l.innerText)")

    assert all(word in said[0] for word in ("栃木県", "0282-21-2201", "拠点の場所", "商業施設：地域スーパー"))


@needs_browser
@pytest.mark.parametrize("query", ["place=nowhere", "place[]=x&%ff", "constructor=1&__proto__=2", "q=" + "%20" * 9])
def test_an_address_that_asks_nothing_is_no_question(page: Browser, folder: Path, query: str) -> None:
    """What the form does not know is left out, without a complaint."""
    assert ask(page, folder, query) == []
    assert page.complaints() == []
    assert "から探す" in page.run("document.getElementById('found').textContent")


@needs_browser
def test_all_conditions_are_taken_back_at_once(page: Browser, folder: Path) -> None:
    """The button empties form, answers and address."""
    assert ask(page, folder, "place=shogyo")
    page.run(f"document.querySelector('.facets button').click(); {SETTLED}")

    assert page.run(f"{ANSWERS}.length") == 0
    assert page.run("location.hash") == "#find"


@needs_browser
def test_every_box_of_the_form_has_a_name(page: Browser, folder: Path) -> None:
    """A screen reader tells what each list chooses; the number of answers is announced."""
    page.open(folder / INDEX)
    names = page.names("combobox")

    assert len(names) == len(set(names)) == page.run("document.querySelectorAll('.facets select').length")
    assert {"相談の場", "圏域の単位", "人口規模"} <= set(names)
    assert page.run("document.getElementById('found').getAttribute('role')") == "status"


@needs_browser
@pytest.mark.skipif(not AXE.is_file(), reason=NO_AXE)
@pytest.mark.parametrize("width", [390, 1100])
def test_axe_finds_nothing_in_the_answers(page: Browser, folder: Path, width: int) -> None:
    """With many answers shown, and nothing is wider than the window."""
    assert len(ask(page, folder, "reuse=case-existing&q=会議", width=width)) > 5
    page.run(AXE.read_text(encoding="utf-8") + ";1")
    found = page.run(
        f"axe.run({{runOnly: {WCAG}}}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target)))"
    )

    assert found == []
    assert page.run("document.documentElement.scrollWidth") <= width


@needs_browser
def test_without_scripts_all_respondents_are_listed(page: Browser, folder: Path, tmp_path: Path) -> None:
    """The form, which would not work, is hidden; each respondent is there with its contact and links."""
    html = re.sub(r"<script>.*?</script>", "", (folder / INDEX).read_text(encoding="utf-8"), flags=re.DOTALL)
    (tmp_path / INDEX).write_text(html, encoding="utf-8")
    page.open(tmp_path / INDEX)

    assert page.run(f"{ANSWERS}.length") == len(real_inputs().dataset.respondents)
    assert page.run("document.querySelector('.facets').offsetParent === null")
    assert page.run("document.querySelectorAll('.answers .read a').length") == 2 * len(
        real_inputs().dataset.respondents
    )
