"""What runs unattended: workflows and timers call commands that exist, without the network, and keep what they made."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from generator.distribution.commands import run_compare
from generator.distribution.manifest import BriefEntry, Manifest, entry_of
from generator.errors import OutputError
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


def test_the_rebuild_takes_the_year_of_what_was_released(tmp_path: Path) -> None:
    """Read from the manifest as it is written, and handed to make."""
    folder(tmp_path / "kept", {"a.pdf": "x"})
    (tmp_path / "make").write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    (tmp_path / "make").chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", ROOT / "deploy" / "rebuild.sh", tmp_path / "kept", tmp_path / "new"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines() == [
        f"publish YEAR=2018 OUT={tmp_path / 'new'}",
        f"compare OLD={tmp_path / 'kept'} NEW={tmp_path / 'new'}",
    ]


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".timer"], ids=lambda path: path.name)
def test_each_timer_has_its_service(path: Path) -> None:
    """A missed moment is made up for, and there is something to start."""
    timer = configparser.ConfigParser(strict=False, interpolation=None)
    timer.optionxform = str  # type: ignore[assignment,method-assign]
    timer.read(path, encoding="utf-8")

    assert timer["Timer"]["Persistent"] == "true"
    assert path.with_suffix(".service").exists()


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
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
    brief = BriefEntry("03", "岩手県", "prefecture", 1, "CKB", "", "", 1, entries)
    Manifest(2018, 1, "2026-12-01", True, environment, (), (brief,)).write(place)
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
    lines, same = run_compare(one / "manifest.json", other)

    assert not same
    assert lines == [
        "3個のファイルが違います。",
        "  内容が違う: a.pdf",
        "  後の版にない: b.pdf",
        "  前の版にない: c.pdf",
        "  版が違う: pango 1.50 → 1.52",
    ]


def test_both_runs_must_be_named() -> None:
    """make compare says what is missing."""
    with pytest.raises(OutputError, match="make compare"):
        run_compare(None, Path("x"))
