"""What runs unattended: workflows and timers call commands that exist, without the network, and keep what they made."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.config.edition_files import edition_years
from generator.edition.folder.manifest import BriefEntry, ErrataEntry, Manifest, PageEntry, entry_of, require_manifest
from generator.edition.run.commands import run_compare
from generator.errors import OutputError
from generator.files import write_whole
from generator.paths import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
UNITS = sorted((ROOT / "deploy").glob("*.*"))
TARGETS = set(re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("path", [*WORKFLOWS, *UNITS], ids=lambda path: path.name)
def test_unattended_runs_call_commands_that_exist(path: Path) -> None:
    """Every make in a workflow or unit is a target of the Makefile."""
    called = set(re.findall(r"(?:^|[/ ])make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE))

    assert called <= TARGETS


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_read_as_meant(path: Path) -> None:
    """Valid YAML with a schedule, a way to start by hand, least permissions and a limit of time."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    triggers = workflow[True]  # YAML reads the key "on" so

    assert {"schedule", "workflow_dispatch"} <= set(triggers)
    assert workflow["permissions"] == {"contents": "read"}
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())


def test_the_yearly_workflow_keeps_the_result() -> None:
    """What was made is uploaded."""
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")

    assert "upload-artifact" in text and "manifest.json" in text


def test_the_yearly_workflow_checks_all_before_it_publishes() -> None:
    """Style and types too, which .ci/run leaves to whoever hands in a change."""
    steps = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))["jobs"]["publish"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]

    assert runs.index("make check") < runs.index("make publish")


def test_inputs_of_a_workflow_are_never_part_of_a_command() -> None:
    """Words that somebody types arrive in the environment, not in the shell's text."""
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
            for step in job["steps"]:
                assert "${{" not in step.get("run", ""), path.name


def test_actions_of_others_are_pinned() -> None:
    """Named by commit, with the version beside it: a tag that is moved changes nothing here."""
    used = [line for path in WORKFLOWS for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]

    assert used
    assert [line for line in used if not re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d", line)] == []


def test_only_the_release_may_write() -> None:
    """Whoever runs our code, and the code of packages, may not write to the repository."""
    for path in WORKFLOWS:
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items():
            writes = job.get("permissions", {}).get("contents") == "write"
            assert not (writes and any("make" in step.get("run", "").split() for step in job["steps"])), name


def test_addresses_do_not_leave_the_house() -> None:
    """Packages, with whom they are addressed to, are no part of what the workflow keeps."""
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")

    assert not re.search(r"run: .*make packages", text)


def ran(tmp_path: Path, script: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    """Run a script of the timers with a make that only says what it was asked for."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "make").write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    (tmp_path / "bin" / "make").chmod(0o755)
    return subprocess.run(
        ["/bin/sh", ROOT / "deploy" / script, *arguments],
        env={"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_rebuild_takes_the_newest_that_was_released(tmp_path: Path) -> None:
    """The year is read from its manifest; a former version that was kept, and a year not yet released, do not count."""
    released = tmp_path / "released"
    for name in ("2017", "2018", "2018-第1版"):
        folder(released / name, {"a.pdf": "x"})
    (released / "2019").mkdir()
    done = ran(tmp_path, "rebuild.sh", released, tmp_path / "new")

    assert done.stdout.splitlines() == [
        f"publish YEAR=2018 OUT={tmp_path / 'new'}",
        f"compare OLD={released / '2018'} NEW={tmp_path / 'new'}",
    ]


def test_a_rebuild_of_nothing_is_told(tmp_path: Path) -> None:
    """An empty folder is no success, and what was rebuilt before is not removed."""
    (tmp_path / "new").mkdir()
    done = ran(tmp_path, "rebuild.sh", tmp_path, tmp_path / "new")

    assert (done.returncode, done.stdout, "確定した版" in done.stderr) == (2, "", True)
    assert (tmp_path / "new").exists()


def test_each_year_is_published_in_a_folder_of_its_own(tmp_path: Path) -> None:
    """The newest edition's year is named to make and is the folder's name."""
    year = edition_years()[-1]
    done = ran(tmp_path, "publish.sh", tmp_path)

    assert done.stdout.splitlines() == [
        f"publish YEAR={year} OUT={tmp_path / str(year)}",
        f"packages YEAR={year} OUT={tmp_path / str(year)}",
    ]


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_services_run_scripts_that_exist(path: Path) -> None:
    """No unit names a folder or a year that only one edition has."""
    (command,) = re.findall(r"^ExecStart=/bin/sh (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    script, *places = command.split()

    assert (ROOT / script).is_file()
    assert [place for place in places if re.search(r"\d", place)] == []


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".timer"], ids=lambda path: path.name)
def test_each_timer_has_its_service(path: Path) -> None:
    """A missed moment is made up for, and there is something to start."""
    timer = configparser.ConfigParser(strict=False, interpolation=None)
    timer.optionxform = str  # type: ignore[assignment,method-assign]
    timer.read(path, encoding="utf-8")

    assert timer["Timer"]["Persistent"] == "true"
    assert path.with_suffix(".service").exists()


WORKING = [path for path in UNITS if path.suffix == ".service" and "@" not in path.name]


@pytest.mark.parametrize("path", WORKING, ids=lambda path: path.name)
def test_failures_are_told(path: Path) -> None:
    """Each service that makes something starts, when it fails, a unit that exists."""
    found = re.search(r"^OnFailure=(\S+)@%N\.service$", path.read_text(encoding="utf-8"), re.MULTILINE)

    assert found
    assert (path.parent / f"{found[1]}@.service").exists()


def _told(tmp_path: Path, *, mail: bool) -> tuple[str, str]:
    """Return what the note of a failure says, and what was mailed."""
    programs = tmp_path / "bin"
    programs.mkdir()
    says = {"systemctl": "echo Active: failed", "journalctl": "echo エラー［PUBLISH］"}
    says |= {"sendmail": f"cat >'{tmp_path / 'mail'}'"} if mail else {}
    for name, line in says.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    subprocess.run(
        ["/bin/sh", ROOT / "deploy" / "failure.sh", "chiiki-kyosei-publish", tmp_path / "failures"],
        env={"PATH": f"{programs}:/usr/bin:/bin", "MAILTO": "office@example.jp" if mail else ""},
        check=True,
        capture_output=True,
    )
    (note,) = (tmp_path / "failures").iterdir()
    return note.read_text(encoding="utf-8"), (tmp_path / "mail").read_text(encoding="utf-8") if mail else ""


def test_a_failure_leaves_a_note(tmp_path: Path) -> None:
    """Which unit, how it ended, the end of its record, and how to start it again."""
    note, _ = _told(tmp_path, mail=False)

    assert note.startswith("chiiki-kyosei-publish が失敗しました")
    assert {"Active: failed", "エラー［PUBLISH］"} <= set(note.splitlines())
    assert "systemctl start chiiki-kyosei-publish" in note


def test_a_failure_is_mailed_where_there_is_mail(tmp_path: Path) -> None:
    """The same note goes to the address that the machine's administrator has written."""
    note, mail = _told(tmp_path, mail=True)

    assert mail.startswith("To: office@example.jp\nSubject: =?UTF-8?B?")
    assert mail.endswith(note)


@pytest.mark.parametrize("path", WORKING, ids=lambda path: path.name)
def test_services_are_fenced_in(path: Path) -> None:
    """No network, no home, nothing written but in two places, memory bounded."""
    text = path.read_text(encoding="utf-8")

    for line in (
        "PrivateNetwork=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "NoNewPrivileges=yes",
        "User=chiiki-kyosei",
    ):
        assert f"\n{line}\n" in text
    assert re.search(r"\nMemoryMax=\dG\n", text)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze がない")
def test_units_are_understood() -> None:
    """systemd has nothing to say against any of them."""
    units = [path for path in UNITS if path.suffix in {".service", ".timer"}]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)

    assert [line for line in done.stderr.splitlines() if "chiiki-kyosei" in line] == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze がない")
def test_calendars_are_understood() -> None:
    """systemd reads the moments of the timers."""
    for path in UNITS:
        for moment in re.findall(r"^OnCalendar=(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            done = subprocess.run(["systemd-analyze", "calendar", moment], capture_output=True, check=False)
            assert done.returncode == 0, moment


def folder(place: Path, files: dict[str, str], **environment: str) -> Path:
    """A published folder with files of these contents."""
    entries = tuple(entry_of(path, text.encode()) for path, text in files.items())
    for path, text in files.items():
        write_whole(place / path, text.encode())
    brief = BriefEntry("03", "岩手県", "prefecture", 1, "CKB", "", "", 1, entries)
    Manifest(2018, 1, "2026-12-01", True, environment, (), (brief,)).write(place)
    return place


def with_index(place: Path, text: str, *, errata: bool = False) -> Path:
    """The folder with an index, and a list of errata if wanted."""
    write_whole(place / "index.html", text.encode())
    files = tuple(entry_of(f"正誤表/第2版.{kind}", b"errata") for kind in ("pdf", "csv"))
    lists = (ErrataEntry(2, "令和9年2月1日", ("岩手県",), files),) if errata else ()
    pages = (PageEntry(entry_of("index.html", text.encode()), "key"),)
    replace(require_manifest(place, where="OUT"), pages=pages, errata=lists).write(place)
    return place


def test_the_same_files_are_the_same(tmp_path: Path) -> None:
    """Two runs with the same hashes, whatever the versions."""
    one, other = (
        folder(tmp_path / "1", {"a.pdf": "x"}, pango="1.50"),
        folder(tmp_path / "2", {"a.pdf": "x"}, pango="1.52"),
    )

    assert run_compare(one, other) == (["1個のファイルは、全て1バイトも違いません。"], True)


def test_other_files_are_named_with_the_versions_that_differ(tmp_path: Path) -> None:
    """Changed, lost and new files, and what to look at first."""
    one = folder(tmp_path / "1", {"a.pdf": "x", "b.pdf": "x"}, pango="1.50", python="3.11")
    other = folder(tmp_path / "2", {"a.pdf": "y", "c.pdf": "x"}, pango="1.52", python="3.11")
    lines, same = run_compare(one, other)

    assert not same
    assert lines == [
        "違いが3件あります。",
        "  内容が違う: a.pdf",
        "  後の版にない: b.pdf",
        "  前の版にない: c.pdf",
        "  版が違う: pango 1.50 → 1.52",
    ]


def test_files_that_are_not_as_the_manifest_says_are_named(tmp_path: Path) -> None:
    """The manifests agree; what lies in a folder does not: one file has changed, another is lost."""
    one, other = (folder(tmp_path / name, {"a.pdf": "x", "b.pdf": "x"}) for name in "12")
    (one / "a.pdf").write_text("y", encoding="utf-8")
    (other / "b.pdf").unlink()

    assert run_compare(one, other) == (
        [
            "違いが2件あります。",
            "  OLD のフォルダにあるものが、その目録と違う: a.pdf",
            "  NEW のフォルダにない: b.pdf",
        ],
        False,
    )


def test_a_manifest_alone_is_compared_and_said_to_be_alone(tmp_path: Path) -> None:
    """Its files are not at hand: what it recorded is compared with the files of the other side."""
    one, other = (folder(tmp_path / name, {"a.pdf": "x"}) for name in "12")
    (one / "a.pdf").unlink()
    lines, same = run_compare(one / "manifest.json", other)

    assert same
    assert lines[1:] == ["OLD は目録なので、記録された大きさとSHA-256を比べました（ファイルは開いていません）。"]


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("lack", [{"complete": False}, {"briefs": ()}])
def test_an_edition_that_lacks_briefs_is_not_compared(tmp_path: Path, side: int, lack: dict[str, Any]) -> None:
    """Half an edition, or none, is the same as nothing."""
    folders = [folder(tmp_path / name, {"a.pdf": "x"}) for name in "12"]
    replace(require_manifest(folders[side], where="OUT"), **lack).write(folders[side])

    with pytest.raises(OutputError, match="揃っていません") as caught:
        run_compare(*folders)

    assert caught.value.where.startswith(("OLD", "NEW")[side])


def test_the_index_is_compared(tmp_path: Path) -> None:
    """The door to the edition is part of what was made."""
    one, other = (with_index(folder(tmp_path / text, {"a.pdf": "x"}), text) for text in ("first", "second"))

    assert run_compare(one, other) == (["違いが1件あります。", "  内容が違う: index.html"], False)


def test_the_index_of_a_version_with_errata_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    """A run from the beginning knows no former version, so its index lists no errata."""
    one = with_index(folder(tmp_path / "1", {"a.pdf": "x"}), "正誤表 第2版", errata=True)
    other = with_index(folder(tmp_path / "2", {"a.pdf": "x"}), "no errata")
    lines, same = run_compare(one, other)

    assert same
    assert lines[0].startswith("1個") and "index.html" in lines[1]


def test_both_runs_must_be_named() -> None:
    """make compare says what is missing."""
    with pytest.raises(OutputError, match="make compare"):
        run_compare(None, Path("x"))
