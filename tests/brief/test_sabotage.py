"""Each guard stops a real brief: one sabotage a row, made on a copy of the templates or of the whole tree.

Every row goes the way that ``make brief`` goes, on the real tables, and must end in one message, exit code 2 and no file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from builders import real_page
from finished import real_inputs
from fontTools.ttLib import TTFont

from generator.brief import which_area
from generator.charts import style
from generator.cli import main
from generator.errors import PublishError
from generator.paths import ASSETS, CONFIG, DATA, ROOT, TEMPLATES
from generator.paths import FONTS as FONTS_FOLDER
from generator.typesetting.fonts.typeface import FACES

IWATE, SMALL = "岩手県", "群馬県"
SUMMARY, PROFILES = "document/sections/summary.html.j2", "document/sections/profiles.html.j2"
TARGETS, DESIGN, BACKGROUND = (f"document/sections/{name}.html.j2" for name in ("targets", "design", "background"))
HEADING = "<h2>要点</h2>"


@dataclass(frozen=True)
class Sabotage:
    """In ``file`` ``old`` becomes ``new`` (empty: is added at the end); the message must say ``told``."""

    file: str
    old: str
    new: str
    told: str
    area: str = SMALL


def below(addition: str, told: str) -> Sabotage:
    """Put something under the first heading."""
    return Sabotage(SUMMARY, HEADING, HEADING + addition, told)


def styled(rule: str, told: str) -> Sabotage:
    """Add a rule to a style sheet."""
    return Sabotage("document/css/parts.css", "", f"\n{rule}\n", told)


@cache
def stranger() -> str:
    """A drawing of another prefecture, as a template would carry it."""
    return f'<img src="{real_page("宮城県").view.charts["locator"].source}" alt="{"図" * 30}"/>'


CATALOGUE: dict[str, Callable[[], Sabotage]] = {
    "a wrong figure under a true number": lambda: below(
        '<p><data value="29.0" data-figure="104647/aging_rate">29.0</data>％</p>', "印字が台帳（104647/aging_rate）と違います"
    ),
    "a figure of another prefecture": lambda: below(
        "<p><data value='1' data-figure='041009/population'>1</data></p>", "他の地域の数値です"
    ),
    "a figure typed as literal text": lambda: below("<p>高齢化率は28.0％である。</p>", "台帳にない数字"),
    "a literal in an alternative text": lambda: Sabotage(
        "document/sentences/alternatives.j2", "を濃い色で", "（全35市町村）を濃い色で", "台帳にない数字"
    ),
    "two charts of the brief swapped": lambda: Sabotage(
        SUMMARY, "chart(brief.charts.locator)", "chart(brief.charts.background)", "図が別の図と入れ替わっています", IWATE
    ),
    "the chart of another prefecture": lambda: below(stranger(), "この資料の図ではない画像です"),
    "a missing alternative text": lambda: Sabotage(
        "document/macros.j2", ' alt="{{ drawing.alt }}"', "", "代替テキストが図のものではありません"
    ),
    "two columns of a table swapped": lambda: Sabotage(
        BACKGROUND, "{% for figure in row.figures %}", "{% for figure in row.figures | reverse %}", "別の指標の欄に数値があります", IWATE
    ),
    "a result in the column of the target": lambda: Sabotage(
        TARGETS, "num(line.row.target)", "num(line.row.result)", "数値の欄と見出しが合いません", IWATE
    ),
    "a table cell without a scope": lambda: Sabotage(BACKGROUND, '<th scope="col" class="name">', "<th>", "scope"),
    "a section left out": lambda: Sabotage(
        "document/brief.html.j2",
        "{% for section in brief.sections %}",
        "{% for section in brief.sections[1:] %}",
        "節の並びが構成と違います",
    ),
    "a municipality left out": lambda: Sabotage(
        PROFILES, "{% for profile in brief.profiles %}", "{% for profile in brief.profiles[1:] %}", "自治体の並びが違います", IWATE
    ),
    "a name that the view does not have": lambda: below("{{ brief.nowhere }}", "テンプレートを組み立てられません"),
    "a property that WeasyPrint does not know": lambda: styled("h2 { colour: red }", "警告"),
    "a value that WeasyPrint does not know": lambda: styled("h2 { color: bluish }", "警告"),
    "a style sheet from elsewhere": lambda: Sabotage(
        "document/brief.html.j2", "</head>", '<link rel="stylesheet" href="https://example.jp/a.css"/></head>', "使えません"
    ),
    "a character without a glyph": lambda: below("<p>𠮷野</p>", "U+20BB7"),
    "a character without a glyph in a style sheet": lambda: styled("h2::before { content: '𠮷' }", "U+20BB7"),
    "a figure that a style sheet hides": lambda: styled(".key .value { display: none }", "本文が違います"),
    "a figure that a style sheet adds": lambda: styled(".key .value::after { content: '9' }", "違います"),
    "a table wider than the sheet": lambda: styled("table { width: 230mm }", "版面からはみ出しています"),
    "another title in the margin": lambda: Sabotage(
        SUMMARY, 'data-masthead="{{ brief.title }}"', 'data-masthead="別の資料"', "欄外の表示が違います"
    ),
}  # fmt: skip


def one_message(err: str, told: str) -> bool:
    """Whether a single Japanese message says it."""
    return err.count("エラー［") == 1 and err.startswith("エラー［") and "Traceback" not in err and told in err


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_sabotaged_template_makes_no_brief(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The guard tells it, the command fails, the folder stays empty."""
    sabotage = CATALOGUE[name]()
    templates, out = tmp_path / "templates", tmp_path / "out"
    shutil.copytree(TEMPLATES, templates)
    path = templates / sabotage.file
    text = path.read_text(encoding="utf-8")
    assert sabotage.old in text, f"{sabotage.file} no longer holds {sabotage.old!r}"
    changed = text.replace(sabotage.old, sabotage.new, 1) if sabotage.old else text + sabotage.new
    path.write_text(changed, encoding="utf-8")
    monkeypatch.setattr(which_area, "load_inputs", lambda _: replace(real_inputs(), templates=templates))

    code = main(["brief", "--pref", sabotage.area, "--out", str(out)])

    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert one_message(told.err, sabotage.told), told.err
    assert not out.exists()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that a brief is made of, where fonts can be taken away."""
    copy = tmp_path_factory.mktemp("tree")
    for folder in (ROOT / "generator", TEMPLATES, ASSETS, CONFIG, DATA):
        shutil.copytree(folder, copy / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.lock", copy)
    return copy


def without_glyph(path: Path) -> None:
    """Take 群 out of the characters that the font draws."""
    with TTFont(path) as font:
        for table in font["cmap"].tables:
            table.cmap.pop(ord("群"), None)
        font.save(path)


def renamed(path: Path) -> None:
    """Make it a font of another family."""
    with TTFont(path) as font:
        for record in font["name"].names:
            font["name"].setName(
                record.toUnicode().replace("BIZ", "OTH"),
                record.nameID,
                record.platformID,
                record.platEncID,
                record.langID,
            )
        font.save(path)


FONTS: dict[str, tuple[int, Callable[[Path], object], str]] = {
    "the regular face removed": (400, Path.unlink, "書体のファイルがないか"),
    "the bold face removed": (700, Path.unlink, "書体のファイルがないか"),
    "a font that lacks a glyph": (400, without_glyph, "「群」U+7FA4"),
    "a bold face that lacks a glyph": (700, without_glyph, "U+7FA4"),
    "a font of another family": (400, renamed, "OTH UDPGothic Regular"),
}


@pytest.mark.parametrize("name", FONTS)
def test_a_sabotaged_font_makes_no_brief(name: str, tree: Path) -> None:
    """No other font steps in; the command of the copied tree fails and leaves nothing."""
    weight, change, told = FONTS[name]
    path = tree / ASSETS.name / "fonts" / FACES[weight]
    whole = path.read_bytes()
    try:
        change(path)
        command = [sys.executable, "-m", "generator", "brief", "--pref", SMALL, "--out", "out"]
        done = subprocess.run(command, cwd=tree, env=os.environ | {"PYTHONPATH": ""}, capture_output=True, check=False)
    finally:
        path.write_bytes(whole)

    assert (done.returncode, done.stdout) == (2, b""), done.stderr.decode()
    assert one_message(done.stderr.decode(), told), done.stderr.decode()
    assert not (tree / "out").exists()


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"", "読めない"), (b"<html>", "読めない"), ((FONTS_FOLDER / FACES[700]).read_bytes(), "BIZ UDPGothic Bold")],
    ids=["an empty file", "no font", "the bold face in place of the regular one"],
)
def test_a_font_file_must_hold_its_font(data: bytes, found: str, tmp_path: Path) -> None:
    """What the file says of itself must be what its name says."""
    path = tmp_path / FACES[400]
    path.write_bytes(data)
    with pytest.raises(PublishError) as caught:
        style._font(path)

    assert caught.value.found == found
