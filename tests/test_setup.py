"""Set-up on machines that lack something: one message with the command to type, and no half-made environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.paths import ROOT

SCRIPT = ROOT / "scripts" / "setup.sh"
TOOLS = ("sh", "env", "dirname", "rm", "touch", "mkdir", "cat", "tail")


@dataclass
class Machine:
    """A folder of programs that is the whole PATH, and a copy of what set-up needs of the repository."""

    root: Path
    path: Path = field(init=False)

    def __post_init__(self) -> None:
        self.path = self.root / "bin"
        self.path.mkdir()
        for name in TOOLS:
            found = shutil.which(name)
            assert found is not None
            (self.path / name).symlink_to(found)
        (self.root / "repo" / "scripts").mkdir(parents=True)
        shutil.copy(SCRIPT, self.root / "repo" / "scripts")
        for lock in ("requirements.lock", "requirements-dev.lock"):
            (self.root / "repo" / lock).write_text("")
        self.has("id", "echo 1000")

    def has(self, name: str, body: str) -> None:
        """Put a program on the machine; what it is called with is kept in a log."""
        program = self.path / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.root}/log"\n{body}\n')
        program.chmod(0o755)

    def set_up(self, want: str = "run") -> tuple[int, str]:
        """Run set-up; return its exit code and what it said."""
        script = self.root / "repo" / "scripts" / "setup.sh"
        done = subprocess.run(
            [str(self.path / "sh"), str(script), want], env={"PATH": str(self.path), "HOME": "/nonexistent", "LC_ALL": "C"},
            capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.stdout == b""
        return done.returncode, done.stderr.decode()

    @property
    def log(self) -> str:
        """What was called."""
        return (self.root / "log").read_text(encoding="utf-8") if (self.root / "log").exists() else ""

    def made(self, name: str) -> bool:
        """Return whether set-up left a file in its environment."""
        return (self.root / "repo" / ".venv" / name).exists()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with nothing but a shell; its user is not root."""
    return Machine(tmp_path)


def python(
    machine: Machine,
    *,
    name: str = "python3",
    venv: str = "0",
    pip: str = "0",
    libraries: str = "1",
    old: str = "0",
    fast: str = "0",
) -> None:
    """Put a stand-in for Python on the machine; the arguments are the exit codes of what it is asked."""
    machine.has(
        name,
        f"""case "$*" in
*version_info\\ \\<*) exit {old} ;;
*enable-optimizations*) exit {fast} ;;
*version_info\\[:2\\]*) echo python3.11-venv ;;
*"-m venv"*) [ {venv} = 0 ] || exit {venv}; mkdir -p .venv/bin; cat "$0" >.venv/bin/python; chmod +x .venv/bin/python ;;
*"-m pip"*) echo "ERROR: no network"; exit {pip} ;;
*"import pip"*) exit 0 ;;
-) exit {libraries} ;;
esac""",
    )
    chmod = shutil.which("chmod")
    assert chmod is not None
    if not (machine.path / "chmod").exists():
        (machine.path / "chmod").symlink_to(chmod)


def test_a_complete_machine_is_set_up(machine: Machine) -> None:
    """The environment is made, packages come with their hashes, and make is told that it is ready."""
    python(machine)

    code, said = machine.set_up()

    assert (code, "エラー" in said) == (0, False)
    assert "--require-hashes" in machine.log
    assert (machine.made(".ready-run"), machine.made(".ready-dev"), machine.made(".unfinished")) == (True, False, False)


def test_the_optimized_python_is_preferred(machine: Machine) -> None:
    """Of two that would do, the environment is made with the one built with optimization, whatever comes first."""
    python(machine, fast="1")
    python(machine, name="python3.12")

    machine.set_up()

    assert "python3.12 -m venv" in machine.log


def test_a_python_without_optimization_will_do(machine: Machine) -> None:
    """Where there is no other, it is taken."""
    python(machine, fast="1")

    assert machine.set_up()[0] == 0
    assert "python3 -m venv" in machine.log


def test_set_up_for_tests_includes_set_up_for_use(machine: Machine) -> None:
    """make test then make brief installs once."""
    python(machine)

    machine.set_up("dev")

    assert (machine.made(".ready-run"), machine.made(".ready-dev")) == (True, True)


def test_a_second_set_up_makes_no_second_environment(machine: Machine) -> None:
    """What is there is kept."""
    python(machine)
    machine.set_up()

    machine.set_up()

    assert machine.log.count("-m venv") == 1


def test_an_interrupted_set_up_begins_anew(machine: Machine) -> None:
    """Half-installed packages are not trusted."""
    python(machine)
    machine.set_up()
    (machine.root / "repo" / ".venv" / ".unfinished").touch()

    machine.set_up()

    assert machine.log.count("-m venv") == 2


def test_without_network_pip_is_quoted_in_one_line(machine: Machine) -> None:
    """The wall of text is in a file; the next set-up begins anew."""
    python(machine, pip="1")

    code, said = machine.set_up()

    assert code == 2
    assert "エラー［SETUP］ パッケージを入れられませんでした。" in said
    assert "実際: ERROR: no network" in said
    assert (machine.made(".ready-run"), machine.made(".unfinished")) == (False, True)


def test_a_wheelhouse_takes_the_place_of_the_network(machine: Machine) -> None:
    """On a machine without network the parts are carried over."""
    python(machine)
    (machine.root / "repo" / "wheelhouse").mkdir()

    machine.set_up()

    assert "--no-index --find-links wheelhouse" in machine.log


LACKS = [
    ("no Python", {}, "Python 3.11以上が見つかりません", "python3 python3-venv"),
    ("an old Python", {"old": "1"}, "Python 3.11以上が見つかりません", "python3 python3-venv"),
    ("no venv", {"venv": "1"}, "Pythonのvenvが使えません", "python3.11-venv"),
    ("no Pango", {"libraries": "0"}, "Pango又はHarfBuzz", "libpango-1.0-0"),
]


@pytest.mark.parametrize(("lacks", "what", "packages"), [lack[1:] for lack in LACKS], ids=[lack[0] for lack in LACKS])
def test_who_may_not_install_is_told_what_to_type(
    machine: Machine, lacks: dict[str, str], what: str, packages: str
) -> None:
    """Without the right to install, the message is the command for whoever has it."""
    machine.has("apt-get", "exit 100")
    if lacks:
        python(machine, **lacks)

    code, said = machine.set_up()

    assert code == 2
    assert f"エラー［SETUP］ {what}" in said
    assert f"sudo apt-get update && sudo apt-get install -y {packages}" in said
    assert not machine.made(".ready-run")


def test_root_installs_by_itself(machine: Machine) -> None:
    """On a fresh machine make brief is enough."""
    machine.has("id", "echo 0")
    machine.has("apt-get", "exit 0")
    python(machine, libraries="0")

    code, _ = machine.set_up()

    assert code == 0
    assert "apt-get -q -o DPkg::Lock::Timeout=120 install -y libpango-1.0-0" in machine.log


def test_a_list_of_packages_that_is_too_old_is_renewed(machine: Machine) -> None:
    """A fresh machine has no list at all."""
    machine.has("id", "echo 0")
    machine.has(
        "apt-get", f'case "$*" in *update*) touch "{machine.root}/new" ;; *) [ -e "{machine.root}/new" ] ;; esac'
    )
    python(machine, libraries="0")

    code, _ = machine.set_up()

    assert code == 0
    assert "update" in machine.log


@pytest.mark.parametrize(("tool", "command"), [("dnf", "sudo dnf install -y"), ("brew", "brew install")])
def test_other_systems_are_told_their_own_command(machine: Machine, tool: str, command: str) -> None:
    """A Mac has no apt."""
    machine.has(tool, "exit 0")

    code, said = machine.set_up()

    assert (code, command in said) == (2, True)


def test_an_unknown_system_is_told_what_is_needed(machine: Machine) -> None:
    """Without any package tool the names of the parts remain."""
    code, said = machine.set_up()

    assert (code, "HarfBuzz（subset）" in said) == (2, True)


def test_an_unknown_purpose_is_refused(machine: Machine) -> None:
    """run or dev."""
    assert machine.set_up("all")[0] == 2


def test_the_libraries_are_asked_of_the_real_python() -> None:
    """The question itself is sound Python: on the machine of the tests nothing is missing."""
    text = SCRIPT.read_text(encoding="utf-8")
    question = text.split("<<'PY'\n", 1)[1].split("\nPY\n", 1)[0]

    done = subprocess.run([sys.executable, "-c", question], env=os.environ, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (1, b"")
