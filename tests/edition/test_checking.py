"""A recipient without our tools finds out whether a file is as it was issued: in a browser, and by the system's command."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from browser import Browser, browser
from finished import real_inputs
from start_page import AXE, NO_AXE, WCAG, manifest, needs_browser

from generator.edition.archive import archive
from generator.edition.checking.sums import CHECK_PAGE, SUMS, check_page, sums_of
from generator.edition.folder.manifest import FileEntry, Manifest, PackageEntry, entry_of
from generator.edition.outputs.pages import edition_pages
from generator.files import write_whole

PDF, TABLE, SAME_NAME = "03_岩手県_ブリーフ.pdf", "データ/03/数値.csv", "データ/04/数値.csv"
CONTENT = {
    PDF: b"%PDF-1.7 once",
    TABLE: "値,が\r\n".encode(),
    SAME_NAME: b"other",
    "図/が.png": bytes(range(256)) * 300,
}
COMMANDS = [("sha256sum", "-c"), ("shasum", "-a", "256", "-c")]


DONE = """new Promise(done => {
  const start = Date.now();
  const look = () => told.textContent.includes("調べた") ? done(true) : Date.now() - start > 20000 ? done(false) : setTimeout(look, 20);
  look();
})"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A recipient's folder, in a path with blanks and Japanese."""
    out = tmp_path / "受け取った もの"
    entries = [entry_of(path, data) for path, data in CONTENT.items()]
    for path, data in CONTENT.items():
        write_whole(out / path, data)
    write_whole(out / CHECK_PAGE, check_page(entries, title="岩手県", whole="03_岩手県.zip"))
    write_whole(out / SUMS, sums_of(entries))
    return out


@pytest.fixture(scope="module")
def page() -> Iterator[Browser]:
    with browser() as found:
        yield found


def choose(page: Browser, paths: Sequence[Path], *, box: str = "files") -> None:
    """Choose files in a box of the page, as a person does in the dialogue, and wait for the answer."""
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    node = page.call("DOM.querySelector", nodeId=root, selector=f"#{box}")["nodeId"]
    for _ in range(3):  # the browser now and then stops reading a file on a busy machine: chosen again, as a person would
        page.call("DOM.setFileInputFiles", nodeId=node, files=[str(path) for path in paths])
        if page.run(DONE):
            return
    raise AssertionError(f"no answer: {page.run('told.textContent')}")


def answers(page: Browser) -> list[list[str]]:
    """The rows of the page's table."""
    found = page.run("[...document.querySelectorAll('tbody tr')].map(r => [...r.cells].map(c => c.textContent))")
    return [[str(cell) for cell in row] for row in found]


def asked(page: Browser, folder: Path, *paths: Path) -> list[list[str]]:
    """Open the page, choose files and return its answers."""
    page.open(folder / CHECK_PAGE)
    choose(page, paths)
    return answers(page)


@needs_browser
@pytest.mark.parametrize("size", [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000, 70_000])
def test_the_page_works_out_the_sum_that_python_does(page: Browser, folder: Path, size: int) -> None:
    """Around the edges of a block of 64 bytes, in one piece and in pieces of seven."""
    page.open(folder / CHECK_PAGE)
    data = bytes((number * 31 + size) % 256 for number in range(size))
    made = f"const data = Uint8Array.from({{length: {size}}}, (_, n) => (n * 31 + {size}) % 256);"
    parts = (
        "const sum = new Sha256(); for (let at = 0; at < data.length; at += 7) sum.update(data.subarray(at, at + 7));"
    )

    assert (
        page.run(f"(() => {{ {made} return new Sha256().update(data).hex(); }})()") == hashlib.sha256(data).hexdigest()
    )
    assert page.run(f"(() => {{ {made} {parts} return sum.hex(); }})()") == hashlib.sha256(data).hexdigest()


@needs_browser
def test_a_file_larger_than_a_piece_is_read_whole(page: Browser, folder: Path) -> None:
    """Nine megabytes, whose sum the reader was told by mail."""
    large = folder / "03_岩手県.zip"
    large.write_bytes(bytes(9_000_001))
    page.open(folder / CHECK_PAGE)
    page.run(f"document.getElementById('told-sum').value = ' {hashlib.sha256(bytes(9_000_001)).hexdigest().upper()} '")
    choose(page, [large])

    assert answers(page) == [["03_岩手県.zip", "○ 一致", "書かれた値と同じ。"]]


@needs_browser
def test_files_as_they_were_issued_match(page: Browser, folder: Path) -> None:
    """Each by name, and the sum of it all is told to a screen reader."""
    found = asked(page, folder, *(folder / path for path in CONTENT))

    assert [row[1] for row in found] == ["○ 一致"] * len(CONTENT)
    assert page.run("told.textContent") == "4個を調べた。一致4個、不一致0個、一覧にない0個。"
    assert page.run("told.getAttribute('role')") == "status"


@needs_browser
def test_a_tampered_file_does_not_match(page: Browser, folder: Path) -> None:
    """One letter is another: same size, other content."""
    (folder / PDF).write_bytes(CONTENT[PDF].replace(b"once", b"oncf"))

    assert asked(page, folder, folder / PDF) == [[PDF, "× 不一致", "大きさは同じだが、中身が違う。"]]


@needs_browser
def test_a_file_of_another_size_does_not_match(page: Browser, folder: Path) -> None:
    """Both sizes are told."""
    (folder / PDF).write_bytes(b"")

    assert asked(page, folder, folder / PDF)[0][1:] == [
        "× 不一致",
        "大きさが違う（発行したとき13バイト、これは0バイト）。",
    ]


@needs_browser
def test_a_file_of_another_year_is_not_in_the_list(page: Browser, folder: Path) -> None:
    """Neither its name nor its content is known; its sum is shown."""
    (folder / "03_岩手県_令和元年度.pdf").write_bytes(b"later")

    assert asked(page, folder, folder / "03_岩手県_令和元年度.pdf") == [
        ["03_岩手県_令和元年度.pdf", "？ 一覧にない", f"SHA-256 {hashlib.sha256(b'later').hexdigest()}"]
    ]


@needs_browser
def test_a_renamed_file_is_known_by_its_content(page: Browser, folder: Path) -> None:
    """The name under which it was issued is told."""
    (folder / "写し.pdf").write_bytes(CONTENT[PDF])

    assert asked(page, folder, folder / "写し.pdf") == [["写し.pdf", "○ 一致", f"名が違うが、中身は {PDF} と同じ。"]]


@needs_browser
def test_files_of_one_name_are_told_apart_by_content(page: Browser, folder: Path) -> None:
    """数値.csv of each prefecture matches; one that is none of them does not."""
    assert [row[1] for row in asked(page, folder, folder / TABLE, folder / SAME_NAME)] == ["○ 一致"] * 2

    (folder / TABLE).write_bytes(b"new")
    assert asked(page, folder, folder / TABLE)[0][1:] == ["× 不一致", "同じ名の2個のどれとも違う。"]


@needs_browser
def test_a_folder_tells_what_is_missing(page: Browser, folder: Path) -> None:
    """All files in it are looked at, wherever they lie; the list and the page itself are no evidence."""
    (folder / SAME_NAME).unlink()
    page.open(folder / CHECK_PAGE)
    choose(page, [folder], box="folder")
    found = {row[0].rpartition("/")[2]: row[1] for row in answers(page)}

    assert found == {
        "03_岩手県_ブリーフ.pdf": "○ 一致", "数値.csv": "○ 一致", "が.png": "○ 一致",
        SUMS: "？ 一覧にない", CHECK_PAGE: "？ 一覧にない",
    }  # fmt: skip
    assert f"見当たらないか中身の違うもの1個（{SAME_NAME}）" in page.run("told.textContent")


@needs_browser
def test_the_page_asks_for_nothing_and_complains_of_nothing(page: Browser, folder: Path) -> None:
    """Opened from the disk, without a network."""
    asked(page, folder, folder / PDF)

    assert page.requests() == [(folder / CHECK_PAGE).as_uri()]
    assert page.complaints() == []


@needs_browser
@pytest.mark.skipif(not AXE.is_file(), reason=NO_AXE)
@pytest.mark.parametrize("width", [390, 1100])
def test_axe_finds_nothing_in_the_check(page: Browser, folder: Path, width: int) -> None:
    """With all three answers shown; nothing is wider than a telephone."""
    (folder / PDF).write_bytes(b"tampered")
    (folder / "知らない.txt").write_bytes(b"unknown")
    page.open(folder / CHECK_PAGE, width=width)
    choose(page, [folder / PDF, folder / TABLE, folder / "知らない.txt"])
    page.run(AXE.read_text(encoding="utf-8") + ";1")

    assert {row[1] for row in answers(page)} == {"○ 一致", "× 不一致", "？ 一覧にない"}
    assert page.run(f"axe.run({{runOnly: {WCAG}}}).then(r => r.violations.map(v => v.id))") == []
    assert page.run("document.documentElement.scrollWidth") <= width


def test_names_cannot_leave_the_list() -> None:
    """A file that is called like the end of a script stays a name."""
    html = check_page([entry_of("a</script><b>.pdf", b"")], title="</title><b>", whole="").decode()

    assert "</script><b>" not in html and "</title><b>" not in html


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_command_of_the_system_checks_a_package(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Unpacked anywhere, with Japanese names, in a plain locale: all is well, and a changed file is told."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} がない")
    entries = [entry_of(path, data) for path, data in CONTENT.items()]
    package = archive([*CONTENT.items(), (SUMS, sums_of(entries))], real_inputs().config.edition.published_on)
    with zipfile.ZipFile(io.BytesIO(package)) as zipped:
        zipped.extractall(tmp_path)
    run = [*command, SUMS]
    done = subprocess.run(
        run, cwd=tmp_path, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr

    (tmp_path / TABLE).write_bytes(b"changed")
    done = subprocess.run(
        run, cwd=tmp_path, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout.count(b"FAILED") == 1


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    """An edition's folder with all its pages."""
    out = tmp_path_factory.mktemp("edition")
    found = manifest(out)
    packages = (PackageEntry("03", "", "", (entry_of("packages/03.zip", b""),)),)
    found = replace(found, packages=packages)
    return out, replace(found, pages=edition_pages(real_inputs(), found, out, ()))


def test_a_publication_lists_all_but_its_packages(published: tuple[Path, Manifest]) -> None:
    """Every file that goes out stands in SHA256SUMS, and the page lists the same but itself."""
    out, found = published
    lines = (out / SUMS).read_text(encoding="utf-8").splitlines()
    listed = {file.path: file for file in found.files()}
    inside = json.loads((out / CHECK_PAGE).read_text(encoding="utf-8").split('id="listed">')[1].split("</script>")[0])

    assert lines == [f"{listed[line[66:]].sha256}  {line[66:]}" for line in lines]
    assert {line[66:] for line in lines} == listed.keys() - {SUMS, "packages/03.zip"}
    assert {FileEntry(*one) for one in inside} == {listed[line[66:]] for line in lines} - {listed[CHECK_PAGE]}


def test_the_sums_are_kept_while_nothing_changes(published: tuple[Path, Manifest]) -> None:
    """And written anew as soon as one file is another."""
    out, found = published
    assert edition_pages(real_inputs(), found, out, found.pages) == found.pages

    brief = replace(found.briefs[0], files=(entry_of(found.briefs[0].pdf.path, b"signed"), *found.briefs[0].files[1:]))
    later = edition_pages(real_inputs(), replace(found, briefs=(brief, *found.briefs[1:])), out, found.pages)
    assert [one for one in later if one.file.path in {SUMS, CHECK_PAGE} and one in found.pages] == []
