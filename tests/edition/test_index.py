"""The index and the HTML twins: what is in them, and that a real browser, a keyboard and a screen reader can use them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from browser import Browser, browser
from finished import built, real_inputs
from start_page import AXE, NO_AXE, WCAG, manifest, needs_browser

from generator.config.edition import Reissue
from generator.document.environment import make_environment
from generator.document.practice.contacts import profile_numbers
from generator.edition.folder.manifest import ErrataEntry, FileEntry
from generator.edition.folder.orders import areas_of
from generator.edition.outputs.index import INDEX, index_html, index_page, index_pages
from generator.edition.outputs.pages import edition_pages
from generator.edition.outputs.twin import twin_of
from generator.files import write_whole
from generator.proof.page import Run, read_flow

NO_HASH = "0" * 64
PHONE = re.compile(r'<div class="drawing narrow-only"><svg [^>]*aria-label="([^"]*)".*?</svg>\s*</div>', re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with its index and one twin, in a path with blanks and Japanese, as on a file share."""
    out = tmp_path_factory.mktemp("edition") / "共有 フォルダ" / "2018"
    found = manifest(out)
    edition_pages(real_inputs(), found, out, ())
    found.write(out)
    twin = twin_of(built("岩手県"), make_environment(), data="data/03/表.xlsx")
    write_whole(out / "html" / "twin.html", twin)
    return out


@pytest.fixture(scope="module")
def index(folder: Path) -> str:
    return (folder / INDEX).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def twin(folder: Path) -> str:
    return (folder / "html" / "twin.html").read_text(encoding="utf-8")


class Links(HTMLParser):
    """All addresses that a page names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found += [str(values[name]) for name in ("href", "src", "action") if values.get(name)]
        if values.get("id"):
            self.ids.append(str(values["id"]))


def test_every_link_of_the_index_leads_somewhere(index: str, folder: Path) -> None:
    """Files lie beside the page; places on the page exist."""
    links = Links(index)
    broken = [
        link
        for link in links.found
        if not (link[1:] in links.ids if link.startswith("#") else (folder / unquote(link.partition("#")[0])).is_file())
    ]

    assert broken == []
    assert len(links.found) > 100


@pytest.mark.parametrize("page", ["index", "twin"])
def test_a_page_loads_nothing_from_elsewhere(page: str, request: pytest.FixtureRequest) -> None:
    """No address of a server, no file but by a link that somebody follows."""
    html = request.getfixturevalue(page)
    without_names = re.sub(r'xmlns(:\w+)?="[^"]*"', "", html)

    assert re.findall(r"https?://[^\s\"'<]+", re.sub(r"<span data-given=\"\">.*?</span>", "", without_names)) == []
    assert re.findall(r"url\((?!data:|#)", without_names) == []
    assert re.findall(r"<(?:link|iframe|img|object|embed)\b", without_names) == []


def test_the_index_lists_every_prefecture(index: str) -> None:
    """47 tiles: for each that has a brief a link to its HTML and one to its PDF, plain text for the others."""
    tiles = re.findall(r'<li style="--column: (\d+); --row: (\d+)"', index)
    names = re.findall(r'<span class="tile">(\S+?)<', index)
    links = re.findall(
        r'<a href="([^"]*)">\S+?<span class="visually-hidden">（ウェブ版）</span></a> <a class="pdf" href="([^"]*)">',
        index,
    )

    assert len(set(tiles)) == len(tiles) == 47
    assert len(links) == 47 - len(names)
    assert all(unquote(html).endswith(".html") and unquote(pdf).endswith(".pdf") for html, pdf in links)
    assert len(names) == 47 - len(real_inputs().config.edition.prefectures_in_volume)
    assert {"大阪", "沖縄", "新潟"} <= set(names)


def test_the_index_says_what_is_not_in_the_volume(index: str) -> None:
    """The prefectures that are missing are named, with the reason."""
    section = index[index.index('id="scope"') :]

    assert "沖縄県" in section and "岩手県" in section
    assert real_inputs().config.edition.elsewhere_note in section


def test_the_index_is_kept_when_nothing_has_changed(folder: Path) -> None:
    """The same manifest and settings: not a byte is written."""
    found = manifest(folder)
    before = index_pages(real_inputs(), found, folder, ())
    written = (folder / INDEX).stat().st_mtime_ns

    assert index_pages(real_inputs(), found, folder, before) == before
    assert (folder / INDEX).stat().st_mtime_ns == written


def test_the_index_is_made_again_when_a_brief_has_changed(folder: Path) -> None:
    """Another control number is another index."""
    found = manifest(folder)
    before = index_pages(real_inputs(), found, folder, ())
    briefs = (replace(found.briefs[0], control="CKB-2"), *found.briefs[1:])

    after = index_pages(real_inputs(), replace(found, briefs=briefs), folder, before)
    index_pages(real_inputs(), found, folder, after)

    assert after[0].key != before[0].key


def test_errata_and_versions_are_listed(tmp_path: Path) -> None:
    """A later version stands at the top, its errata with the areas that they touch."""
    inputs = real_inputs()
    reissue = Reissue(number=2, published_on=inputs.config.edition.published_on, areas=("岩手県",), reason="面積の誤り")
    edition = inputs.config.edition.model_copy(update={"reissues": (reissue,)})
    later = replace(inputs, config=replace(inputs.config, edition=edition))
    files = (FileEntry("正誤表/第2版.pdf", 2048, NO_HASH), FileEntry("正誤表/第2版.csv", 1024 * 1024, NO_HASH))
    errata = ErrataEntry(2, "令和9年2月1日", ("岩手県",), files)

    html = index_html(index_page(later, replace(manifest(tmp_path), errata=(errata,)))).decode()
    section = html[html.index('id="errata"') :]

    assert "第2版" in html[: html.index("<main")]
    assert "岩手県" in section and "PDF（2KB）" in section and "CSV（1.0MB）" in section


def test_the_twin_says_what_the_brief_says(twin: str) -> None:
    """Word for word, in the order of the brief; the charts with their alternative texts."""
    brief = built("岩手県").html

    def words(html: str) -> list[str]:
        main, end, _ = html[html.index("<section") :].rpartition("</section>")
        bare = re.sub(r"<svg\b.*?</svg>", "", main + end, flags=re.DOTALL)
        return ["".join(run.text.split()) for run in read_flow(f"<body>{bare}</body>").parts if isinstance(run, Run)]

    assert words(twin) == words(brief)
    told = re.findall(r'<svg [^>]*role="img" aria-label="([^"]{30,200})"', PHONE.sub("", twin))
    assert len(told) == brief.count("<img ")
    assert {phone[1] for phone in PHONE.finditer(twin)} == set(told) - {told[0]}


def test_every_chart_but_the_map_has_a_drawing_for_phones() -> None:
    """It prints the same figures in the same words, and is narrow enough for 390 px."""
    placed = [one for one in built("岩手県").view.charts.values() if one.name != "locator"]
    assert placed
    for one in placed:
        assert one.narrow is not None
        assert one.narrow.width <= 90
        wide, narrow = (
            {label.figure: label.text for label in each.labels if label.figure}
            for each in (one.drawing, one.narrow.drawing)
        )
        assert narrow.items() <= wide.items()


def test_every_number_of_a_profile_leads_to_it(twin: str) -> None:
    """Here to a heading of this page; elsewhere to the index, which knows where that profile is."""
    links = Links(twin)
    numbers = set(profile_numbers(real_inputs().dataset).values())
    here = [link[1:] for link in links.found if link.startswith("#p-")]
    elsewhere = [link.partition("#p-")[2] for link in links.found if link.startswith("../index.html#p-")]

    assert set(here) <= set(links.ids)
    assert elsewhere and set(elsewhere) <= numbers
    assert not [number for number in elsewhere if number.startswith("03-")]
    assert {one for one in links.ids if one.startswith("p-")} == {
        f"p-{one}" for one in numbers if one.startswith("03-")
    }


@pytest.mark.parametrize("page", ["index", "twin"])
def test_every_colour_and_size_that_a_style_names_is_set(page: str, request: pytest.FixtureRequest) -> None:
    """A var() without a value leaves a bar without colour, and nobody is told."""
    html = request.getfixturevalue(page)
    used = set(re.findall(r"var\((--[\w-]+)\)", html))

    assert used - set(re.findall(r"(--[\w-]+):", html)) == set()
    assert used


def test_no_two_elements_of_the_twin_share_an_id(twin: str) -> None:
    """Charts that were drawn one by one stand on one page."""
    ids = Links(twin).ids

    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_the_twin_draws_with_its_own_typeface(twin: str) -> None:
    """Both weights are in the page."""
    assert len(re.findall(r"@font-face\{[^}]*url\(data:font/ttf;base64,", twin)) == 2


@pytest.fixture(scope="module")
def page() -> Iterator[Browser]:
    with browser() as found:
        yield found


@needs_browser
@pytest.mark.parametrize("name", [INDEX, "html/twin.html"])
def test_a_page_works_from_a_file_share(page: Browser, folder: Path, name: str) -> None:
    """Opened from the disk it asks for nothing but itself and complains of nothing."""
    page.open(folder / name)

    assert page.requests() == [(folder / name).as_uri()]
    assert page.complaints() == []


@needs_browser
@pytest.mark.parametrize("name", [INDEX, "html/twin.html"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_page_fits_every_width(page: Browser, folder: Path, name: str, width: int) -> None:
    """From 320 pixels on, nothing but tables and charts in their frames is wider than the window (WCAG 1.4.10)."""
    page.open(folder / name, width=width)

    assert page.run("document.documentElement.scrollWidth") <= width


@needs_browser
@pytest.mark.parametrize(
    "words",
    [
        *("岩手", "岩手県", "いわて", "イワテ", "ｲﾜﾃ", "iwate", "Iwate", "ＩＷＡＴＥ", "盛岡", "もりおか", "  岩手 "),
        *("岩手県盛岡市", "岩手 盛岡", "morioka"),
    ],
)
def test_search_finds_by_name_reading_and_municipality(page: Browser, folder: Path, words: str) -> None:
    """Whatever the kind of letters, 岩手県 is what remains, on the map as in the table."""
    page.open(folder / INDEX)
    page.run("document.getElementById('query').focus()")
    page.type(words)

    assert shown(page) == ["岩手県"]
    assert page.run("document.getElementById('count').textContent") == "1件の資料が見つかった。"
    assert page.run("document.querySelectorAll('.map li[data-area]:not(.absent)').length") == 1


def shown(page: Browser) -> list[str]:
    script = (
        "[...document.querySelectorAll('tr[data-words]')].filter(r => r.offsetParent).map(r => r.cells[0].textContent)"
    )
    return [str(name) for name in page.run(script)]


@needs_browser
@pytest.mark.parametrize("width", [360, 840, 1100])
def test_the_search_covers_no_prefecture(page: Browser, folder: Path, width: int) -> None:
    """It lies on the sea of the map, or above the list of tiles."""
    page.open(folder / INDEX, width=width)
    over = (
        "(() => { const a = document.querySelector('.search').getBoundingClientRect(); "
        "return [...document.querySelectorAll('.map li')].map(t => t.getBoundingClientRect())"
        ".filter(b => b.width && b.left < a.right && b.right > a.left && b.top < a.bottom && b.bottom > a.top).length })()"
    )

    assert page.run(over) == 0


@needs_browser
def test_search_says_when_there_is_nothing(page: Browser, folder: Path) -> None:
    """A prefecture outside the volume is not found, and the page says why."""
    page.open(folder / INDEX)
    page.run("document.getElementById('query').focus()")
    page.type("大阪")

    assert shown(page) == []
    assert page.run("document.getElementById('nothing').offsetParent !== null")


@needs_browser
def test_escape_takes_a_search_back(page: Browser, folder: Path) -> None:
    """All prefectures are there again, and the box is empty."""
    page.open(folder / INDEX)
    page.run("document.getElementById('query').focus()")
    page.type("岩手")
    page.press("Escape")

    assert len(shown(page)) == len(real_inputs().config.edition.prefectures_in_volume)
    assert page.run("document.getElementById('query').value") == ""


@needs_browser
@pytest.mark.parametrize("name", [INDEX, "html/twin.html"])
def test_the_first_key_offers_the_content(page: Browser, folder: Path, name: str) -> None:
    """Tab shows the skip link, Enter goes to the content."""
    page.open(folder / name)
    page.press("Tab")
    assert page.run("document.activeElement.textContent") == "本文へ移動"
    assert page.run("document.activeElement.getBoundingClientRect().top") >= 0

    page.press("Enter")

    assert page.run("document.activeElement.id") == "main"


@needs_browser
def test_every_stop_of_the_keyboard_can_be_seen(page: Browser, folder: Path) -> None:
    """Twenty stops in a row: each has an outline and a place on the page, in the order of the page."""
    page.open(folder / INDEX)
    tops = []
    for _ in range(20):
        page.press("Tab")
        outline = page.run("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", page.run("document.activeElement.outerHTML")
        tops.append(page.run("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))

    assert tops == sorted(tops)


@needs_browser
@pytest.mark.parametrize("name", [INDEX, "html/twin.html"])
def test_a_screen_reader_finds_its_way(page: Browser, folder: Path, name: str) -> None:
    """One main part and one navigation, headings without gaps, and no link, image or box without a name."""
    page.open(folder / name)
    levels = page.run("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")

    assert len(page.names("main")) == 1 and page.names("navigation")[0]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for role in ("link", "image", "searchbox", "table"):
        assert all(page.names(role)), role


@needs_browser
def test_tables_stay_tables_on_a_telephone(page: Browser, folder: Path) -> None:
    """Laid out as blocks, the rows are still told as rows with their headers."""
    page.open(folder / INDEX, width=360)

    assert len(page.names("table")) == 2
    assert "岩手県" in page.names("rowheader")


@needs_browser
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_cells_of_the_twin_hold_their_words(page: Browser, folder: Path, width: int) -> None:
    """No word runs into the next column, and no column is so narrow that its heading stands one letter a line."""
    page.open(folder / "html" / "twin.html", width=width)

    seen = (
        "[...document.querySelectorAll('th,td')].filter(c => !c.closest('thead') || c.closest('thead').clientWidth > 1)"
    )

    assert page.run(f"{seen}.filter(c => c.scrollWidth > c.clientWidth + 1).map(c => c.outerHTML)") == []
    assert page.run("Math.min(...[...document.querySelectorAll('tbody th')].map(c => c.clientWidth))") >= 60


@needs_browser
@pytest.mark.parametrize(("width", "kind"), [(390, "narrow"), (600, "narrow"), (760, "wide"), (1280, "wide")])
def test_charts_are_read_without_scrolling(page: Browser, folder: Path, width: int, kind: str) -> None:
    """One drawing of each chart is seen and heard, whole, in letters of a size that can be read."""
    page.open(folder / "html" / "twin.html", width=width)
    seen = "[...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width)"
    shown = page.run(f"{seen}.map(s => s.parentNode.className)")
    sizes = f"{seen}.map(s => s.getBoundingClientRect().width / s.viewBox.baseVal.width * 96 / 72)"
    over = f"{seen}.filter(s => s.getBoundingClientRect().right > document.documentElement.clientWidth).length"

    assert shown == ["drawing", f"drawing {kind}-only", f"drawing {kind}-only"]
    assert len(set(page.names("image"))) == len(page.names("image")) == len(shown)
    assert page.run(over) == 0
    assert min(page.run(sizes)) >= 1


@needs_browser
def test_tables_of_words_are_cards_on_a_telephone(page: Browser, folder: Path) -> None:
    """None scrolls, every cell but the first of its row says of which column it is, and they are still tables."""
    page.open(folder / "html" / "twin.html", width=390)
    cells = (
        "[...document.querySelectorAll('.cards tbody :is(th,td):not(:first-child):not([colspan]):not([data-empty])')]"
    )

    assert (
        page.run("[...document.querySelectorAll('.cards')].filter(c => c.scrollWidth > c.clientWidth + 1).length") == 0
    )
    assert page.run(f"{cells}.length") > 50
    assert (
        page.run(f"{cells}.filter(c => ['none', '\"\"'].includes(getComputedStyle(c, '::before').content)).length") == 0
    )
    assert "遠野市" in page.names("rowheader") and "バックアップする人" in page.names("columnheader")


@needs_browser
def test_the_index_opens_a_profile_by_its_number(page: Browser, folder: Path) -> None:
    """index.html#p-03-2 is the second profile of 岩手県, wherever that brief lies."""
    page.open(folder / INDEX)
    page.follow(f"{(folder / INDEX).as_uri()}#p-03-2", ending=".html#p-03-2")

    assert unquote(page.run("location.pathname")).endswith("/03_岩手県.html")


@needs_browser
def test_links_to_files_are_told_apart(page: Browser, folder: Path) -> None:
    """Read out of context, each link says of which area and what kind it is."""
    page.open(folder / INDEX)
    names = [name for name in page.names("link") if name.startswith(("PDF", "ウェブ版", "Excel", "CSV", "検証書"))]

    assert len(names) == len(set(names)) == len(areas_of(real_inputs())) * 5


@needs_browser
@pytest.mark.parametrize("name", [INDEX, "html/twin.html"])
@pytest.mark.parametrize("width", [360, 1100])
@pytest.mark.skipif(not AXE.is_file(), reason=NO_AXE)
def test_axe_finds_nothing(page: Browser, folder: Path, name: str, width: int) -> None:
    """WCAG 2.2 level AA as far as axe-core can judge."""
    page.open(folder / name, width=width)
    page.run(AXE.read_text(encoding="utf-8") + ";1")
    found = page.run(
        f"axe.run({{runOnly: {WCAG}}}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target)))"
    )

    assert found == []


@needs_browser
def test_without_scripts_everything_is_there(page: Browser, folder: Path, tmp_path: Path) -> None:
    """The search box, which would not work, is hidden; the rest is as it was."""
    html = re.sub(r"<script>.*?</script>", "", (folder / INDEX).read_text(encoding="utf-8"), flags=re.DOTALL)
    shutil.copytree(folder, tmp_path / "still")
    (tmp_path / "still" / INDEX).write_text(html, encoding="utf-8")
    page.open(tmp_path / "still" / INDEX)

    assert len(shown(page)) == 14
    assert page.run("document.querySelector('.search').offsetParent === null")
