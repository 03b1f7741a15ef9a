"""What the user types, in one process: the exit code, one Japanese message, and nothing half done."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator import cli
from generator.config.edition_files import edition_years
from generator.paths import CONFIG, ROOT

GIVEN = ("PREF", "GROUP", "YEAR", "SOURCE", "FILE", "OUT", "JOBS")


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What make hands over to the tests is not meant for the commands under test."""
    for name in GIVEN:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Replace the making of a brief, which takes seconds, by a note of its area; writing stays real."""
    areas: list[str] = []

    def make(area: SimpleNamespace, *_: object, **__: object) -> SimpleNamespace:
        areas.append(area.name)
        return SimpleNamespace(area=area, name=f"{area.key}.pdf", pdf=b"%PDF-", control="", view=None, html="")

    monkeypatch.setattr("generator.brief.build.make_brief", make)
    yield areas


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run a command that fails; return the exit code and the message, which alone is printed."""
    code = cli.main(arguments)
    out, err = capsys.readouterr()
    assert out == ""
    return code, err


def assert_one_message(text: str) -> None:
    """One message in Japanese: a first line with its kind, then labelled details, no traceback."""
    first, *details = text.rstrip("\n").split("\n")
    assert first.startswith("エラー［")
    assert all(line.startswith("  ") for line in details)
    assert "Traceback" not in text


WRONG = [
    ("no prefecture", ("brief",), "都道府県が指定されていません"),
    ("a blank prefecture", ("brief", "--pref", " 　"), "都道府県が指定されていません"),
    ("a slip of the pen", ("brief", "--pref", "岩出県"), "もしかして: 岩手県"),
    ("a slip in romaji", ("brief", "--pref", "iwatte"), "もしかして: 岩手県"),
    ("an old name", ("brief", "--pref", "陸中"), "という都道府県はありません"),
    ("two at once", ("brief", "--pref", "岩手、青森"), "都道府県が2つ指定されています"),
    ("a municipality", ("brief", "--pref", "盛岡市"), "PREF=岩手県"),
    ("a block as a prefecture", ("brief", "--pref", "東北"), "GROUP=東北"),
    ("not in the volume", ("brief", "--pref", "京都"), "実施したかどうかは、この分冊からは分かりません"),
    ("which ones are in the volume", ("brief", "--pref", "京都"), "北海道、青森県、岩手県"),
    ("both", ("brief", "--pref", "岩手", "--group", "東北"), "どちらか一方"),
    ("an unknown block", ("brief", "--group", "東国"), "というブロックはありません"),
    ("a block not in the volume", ("brief", "--group", "九州"), "入っていません"),
    ("a year in words", ("brief", "--pref", "岩手", "--year", "平成30"), "西暦4桁"),
    ("a year without edition", ("brief", "--pref", "岩手", "--year", "1999"), "1999年度の版はありません"),
    ("a shell command", ("brief", "--pref", "$(touch x)"), "「$(touch x)」という都道府県はありません"),
    ("a quotation", ("brief", "--pref", '"; touch x; "'), "という都道府県はありません"),
    ("a line feed", ("brief", "--pref", "岩手\n東京"), "都道府県が2つ指定されています"),
    ("a line feed inside", ("brief", "--pref", "岩\n手"), "岩\\u000a手"),
    ("an escape sequence", ("brief", "--pref", "\x1b[31m岩手"), "\\u001b"),
    ("broken bytes", ("brief", "--pref", "岩\udcff"), "\\udcff"),
    ("a very long name", ("brief", "--pref", "岩" * 100_000), "という都道府県はありません"),
    ("no such command", ("brif",), "そのような命令はありません"),
    ("no such option", ("brief", "--perf", "岩手"), "--help で書き方"),
    ("an option without value", ("brief", "--pref"), "--help で書き方"),
    ("a word too many", ("brief", "岩手"), "--help で書き方"),
    ("no source", ("ingest",), "個票の文書が指定されていません"),
]


@pytest.mark.parametrize(("arguments", "what"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_mistake_is_one_message_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], what: str
) -> None:
    """The user reads what is wrong and what to do; nothing goes to standard output."""
    code, text = told(capsys, *arguments)

    assert code == cli.EXIT_USER_ERROR
    assert_one_message(text)
    assert what in text


SOURCES = [
    ("absent", None, "原資料がありません"),
    ("empty", b"", "原資料が空です"),
    ("blank", b"\n \n", "原資料が空です"),
    ("Shift_JIS", "人口 100人\n".encode("cp932"), "UTF-8ではありません"),
    ("UTF-16", "人口 100人\n".encode("utf-16"), "UTF-8ではありません"),
    ("half a PDF", b"%PDF-1.7\n", "PDFが壊れて"),
    ("binary", b"\x00\x01\x02\n", "制御文字"),
    ("another text", "拝啓\n時下ますます御清栄のこととお慶び申し上げます。\n".encode(), ""),
]


@pytest.mark.parametrize(("content", "what"), [s[1:] for s in SOURCES], ids=[s[0] for s in SOURCES])
def test_a_source_that_is_none_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, what: str
) -> None:
    """No table is written from a document that is not the volume of forms."""
    source, out = tmp_path / "source.txt", tmp_path / "out"
    if content is not None:
        source.write_bytes(content)

    code, text = told(capsys, "ingest", "--source", str(source), "--year", "2018", "--out", str(out))

    assert code == cli.EXIT_USER_ERROR
    assert_one_message(text)
    assert what in text
    assert not out.exists() or list(out.iterdir()) == []


def test_an_empty_folder_as_source_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder without answers is not a source."""
    code, text = told(capsys, "ingest", "--source", str(tmp_path))

    assert (code, "フォルダ" in text) == (cli.EXIT_USER_ERROR, True)


@pytest.mark.parametrize(
    "name", ["岩手", "岩手県", "いわて", "イワテ", "iwate", "Iwate", "03", "3", "３", "０３", " 岩手 "]
)
def test_a_prefecture_has_many_names(drawn: list[str], tmp_path: Path, name: str) -> None:
    """However the clerk writes it, it is 岩手県."""
    assert cli.main(["brief", "--pref", name, "--out", str(tmp_path)]) == 0
    assert drawn == ["岩手県"]


def test_the_last_line_is_the_path(drawn: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Other programs take the last line of standard output."""
    cli.main(["brief", "--pref", "岩手", "--out", str(tmp_path)])

    out, err = capsys.readouterr()
    assert (out, err) == (f"{tmp_path / '03.pdf'}\n", "")
    assert (tmp_path / "03.pdf").read_bytes() == b"%PDF-"


def test_a_path_inside_the_repository_is_told_as_seen_from_it(
    drawn: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The folder of the year below briefs/ is what the clerk finds in the file manager."""
    monkeypatch.setattr("generator.paths.ROOT", tmp_path)
    monkeypatch.setattr("generator.brief.build.BRIEFS", tmp_path / "briefs")

    cli.main(["brief", "--pref", "岩手"])

    assert capsys.readouterr().out == f"briefs/{edition_years(CONFIG)[-1]}/03.pdf\n"


def test_arguments_come_from_the_environment(drawn: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """make hands over what the user typed in variables, never on a command line."""
    monkeypatch.setenv("PREF", "岩手")
    monkeypatch.setenv("OUT", str(tmp_path))

    assert cli.main(["brief"]) == 0
    assert drawn == ["岩手県"]


def test_all_briefs_are_those_of_the_volume(
    drawn: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Fourteen prefectures, each with its path."""
    assert cli.main(["briefs", "--out", str(tmp_path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(drawn) == 14


def fail_with(number: int) -> object:
    """Return a function that fails as the system does."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "what"),
    [(errno.ENOSPC, "空きが足りません"), (errno.EDQUOT, "空きが足りません"), (errno.EIO, "書き込めません")],
)
def test_a_full_disk_leaves_nothing(
    drawn: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    number: int,
    what: str,
) -> None:
    """Half a PDF is worse than none; the one from yesterday stays."""
    (tmp_path / "03.pdf").write_bytes(b"yesterday")
    monkeypatch.setattr("generator.files.os.fsync", fail_with(number))

    code, text = told(capsys, "brief", "--pref", "岩手", "--out", str(tmp_path))

    assert code == cli.EXIT_USER_ERROR
    assert_one_message(text)
    assert what in text
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"03.pdf": b"yesterday"}


def test_a_file_in_place_of_the_folder_is_told(
    drawn: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """OUT names a folder."""
    (tmp_path / "out").write_text("a file")

    code, text = told(capsys, "brief", "--pref", "岩手", "--out", str(tmp_path / "out"))

    assert (code, "書き込めません" in text) == (cli.EXIT_USER_ERROR, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_folder_is_told(drawn: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The message names the folder."""
    tmp_path.chmod(0o555)

    code, text = told(capsys, "brief", "--pref", "岩手", "--out", str(tmp_path))

    tmp_path.chmod(0o755)
    assert (code, "書き込めません" in text) == (cli.EXIT_USER_ERROR, True)


def test_a_refusal_of_the_system_anywhere_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nobody thought of it."""
    monkeypatch.setattr("generator.brief.which_area.load_config", fail_with(errno.EMFILE))

    code, text = told(capsys, "brief", "--pref", "岩手")

    assert (code, os.strerror(errno.EMFILE) in text) == (cli.EXIT_USER_ERROR, True)
    assert_one_message(text)


def broken(*_: object, **__: object) -> None:
    """Fail as only a bug does."""
    raise KeyError("nobody expected this")


def test_a_bug_is_told_without_a_wall_of_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The clerk is told whom to ask; the traceback is in a file, and the exit code is not that of a mistake."""
    record = tmp_path / "build" / "error.txt"
    monkeypatch.setattr("generator.brief.which_area.load_config", broken)
    monkeypatch.setattr("generator.unexpected_error.our_error.__kwdefaults__", {"record": record})

    code, text = told(capsys, "brief", "--pref", "岩手")

    assert code == cli.EXIT_OUR_ERROR
    assert_one_message(text)
    assert text.startswith("エラー［BUG］")
    assert str(record) in text
    assert "nobody expected this" in record.read_text(encoding="utf-8")


def interrupt(*_: object, **__: object) -> None:
    """Press Ctrl-C."""
    raise KeyboardInterrupt


def test_an_interruption_is_no_fault(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C leaves with the shell's own code."""
    monkeypatch.setattr("generator.brief.which_area.load_config", interrupt)

    code, text = told(capsys, "brief", "--pref", "岩手")

    assert (code, text.strip()) == (cli.EXIT_INTERRUPTED, "中断しました。書きかけのファイルは残していません。")


def test_no_command_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """A bare call explains itself."""
    code, text = told(capsys)

    assert code == cli.EXIT_USER_ERROR
    assert all(name in text for name in cli.cli.commands)


def test_every_command_explains_itself_in_japanese() -> None:
    """The help is for the clerk."""
    assert [name for name, command in cli.cli.commands.items() if not any(c > "ぁ" for c in command.help or "")] == []


def test_help_needs_no_typesetter() -> None:
    """The command line starts fast: heavy packages are loaded by the command that needs them."""
    import subprocess

    code = "import sys, generator.cli; print(sorted({'pandas', 'matplotlib', 'weasyprint'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
