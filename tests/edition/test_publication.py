"""The yearly run with a cheap stand-in for the drawing: what is kept, what survives, what is told."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import publication_workers as workers
import pytest

from generator import cli
from generator.brief.which_area import load_inputs
from generator.edition.folder.lock import add_files, sole_use
from generator.edition.folder.manifest import (
    BriefEntry,
    Manifest,
    PackageEntry,
    PageEntry,
    entry_of,
    read_manifest,
    require_manifest,
)
from generator.edition.folder.orders import Order, orders_of
from generator.edition.run import commands
from generator.edition.run.commands import number_of_jobs
from generator.edition.run.progress import Lines
from generator.edition.run.publish import publish
from generator.edition.workers import pool
from generator.edition.workers.pool import TaskOutcome, Watch, spread
from generator.edition.workers.reporting import Job, Summary
from generator.errors import AuditError, OutputError, PublishError, RegionError, ReportedError
from generator.files import write_whole
from generator.inputs.access import Inputs
from generator.paths import CONFIG, DATA, ROOT
from generator.unexpected_error import bug

BRIEFS = 17


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that do not load the typesetter, and code that does not change while somebody edits it."""
    workers.settle(monkeypatch.setattr)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    place = tmp_path_factory.mktemp("inputs")
    shutil.copytree(DATA, place / "data")
    shutil.copytree(CONFIG, place / "config")
    return load_inputs(2018, config=place / "config", data=place / "data", draft=False)


class Told:
    """A reporter that remembers."""

    def __init__(self) -> None:
        self.orders: list[str] = []
        self.outcomes: list[TaskOutcome[Any, Any]] = []
        self.closed = False

    def begin(self, jobs: Sequence[Job], *, kept: int, at_once: int) -> Watch[Any]:
        self.orders = sorted(job.area for job in jobs)
        return Watch()

    def done(self, outcome: TaskOutcome[Any, Any]) -> None:
        self.outcomes.append(outcome)

    def close(self) -> None:
        self.closed = True


def index(inputs: Inputs, manifest: Manifest, out: Path, before: Sequence[PageEntry]) -> tuple[PageEntry, ...]:
    """An index of one line."""
    data = f"{len(manifest.briefs)} briefs".encode()
    write_whole(out / "index.html", data)
    return (PageEntry(entry_of("index.html", data), "key"),)


def run(inputs: Inputs, out: Path, told: Told | None = None, **options: object) -> Summary:
    work = partial(workers.press, out, **options)  # type: ignore[arg-type]
    return publish(inputs, out=out, jobs=4, report=told or Told(), pages=index, work=work)


def content(out: Path) -> dict[str, str]:
    """SHA-256 of every file, hidden ones too."""
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_run_makes_every_brief_an_index_and_a_manifest(inputs: Inputs, tmp_path: Path) -> None:
    """All prefectures, blocks and the volume are made; the manifest lists each file with size and hash."""
    summary = run(inputs, tmp_path)
    manifest = require_manifest(tmp_path, where="OUT")

    assert (summary.made, summary.kept, summary.failures) == (BRIEFS, 0, ())
    assert manifest.complete
    assert [one.area for one in manifest.briefs][:2] == ["01", "02"]
    assert [one.scope for one in manifest.briefs].count("block") == 2
    assert {file.path for file in manifest.files()} | {"manifest.json"} == set(content(tmp_path))
    assert all(file.holds(tmp_path) for file in manifest.files())


def test_a_second_run_makes_nothing(inputs: Inputs, tmp_path: Path) -> None:
    """Nothing changed: nothing is made and no byte is written."""
    run(inputs, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir() if path.name != "index.html"}
    told = Told()

    summary = run(inputs, tmp_path, told)

    assert (summary.made, summary.kept, told.orders) == (0, BRIEFS, [])
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_file_that_was_tampered_with_or_lost_is_made_again(inputs: Inputs, tmp_path: Path) -> None:
    """Files are compared by content, whatever their dates say."""
    run(inputs, tmp_path)
    whole = content(tmp_path)
    (tmp_path / "03_岩手県.pdf").write_bytes(b"tampered")
    (tmp_path / "02_青森県.pdf").unlink()
    told = Told()

    run(inputs, tmp_path, told)

    assert told.orders == ["02", "03"]
    assert content(tmp_path) == whole


def test_a_failing_brief_stops_no_other(inputs: Inputs, tmp_path: Path) -> None:
    """The others are made; the failing one, its former file and the index are not there; the manifest says so."""
    run(inputs, tmp_path)
    (tmp_path / "03_岩手県.pdf").write_bytes(b"of last year")

    summary = run(inputs, tmp_path, failing="03")
    manifest = require_manifest(tmp_path, where="OUT")

    assert [one.task.name for one in summary.failures] == ["岩手県"]
    assert summary.kept == BRIEFS - 1
    assert not manifest.complete
    assert not {"03_岩手県.pdf", "index.html"} & set(content(tmp_path))


def test_a_full_disk_ends_the_run(inputs: Inputs, tmp_path: Path) -> None:
    """No other brief could be written either: it is told once, what was made stays, the rest is not begun."""
    first = max(orders_of(inputs), key=lambda order: order.effort).area
    summary = run(inputs, tmp_path, full=first, pause=0.8)
    later = run(inputs, tmp_path)

    assert len(summary.failures) == 1
    assert summary.left >= BRIEFS - 8
    assert summary.made + summary.left == BRIEFS - 1
    assert later.kept == summary.made and later.made == BRIEFS - summary.made


def test_a_run_after_a_failure_completes_the_edition(inputs: Inputs, tmp_path: Path) -> None:
    """What had been made is kept, and the end is that of an undisturbed run."""
    run(inputs, tmp_path / "one", failing="03")
    summary = run(inputs, tmp_path / "one")
    run(inputs, tmp_path / "two")

    assert (summary.made, summary.kept) == (1, BRIEFS - 1)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_files_of_an_earlier_run_that_have_another_name_now_go(inputs: Inputs, tmp_path: Path) -> None:
    """What the manifest listed and lists no more is removed; what it never listed stays."""
    run(inputs, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    manifest["briefs"][0] |= {"key": "old", "files": [{"path": "01_old.pdf", "bytes": 1, "sha256": hashlib.sha256(b"x").hexdigest()}]}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "01_old.pdf").write_bytes(b"x")
    (tmp_path / "memo.txt").write_text("mine", encoding="utf-8")

    run(inputs, tmp_path)

    assert "01_old.pdf" not in content(tmp_path)
    assert "memo.txt" in content(tmp_path)


def test_a_package_goes_when_its_brief_is_another(inputs: Inputs, tmp_path: Path) -> None:
    """The package of a brief that is made again is removed; the others stay in the manifest."""
    run(inputs, tmp_path)
    manifest = require_manifest(tmp_path, where="OUT")
    keys = {"03": "of a former brief", "04": next(one.key for one in manifest.briefs if one.area == "04")}
    for area in keys:
        write_whole(tmp_path / "packages" / f"{area}.zip", b"zip")
    packages = tuple(
        PackageEntry(one.area, keys[one.area], "key", (entry_of(f"packages/{one.area}.zip", b"zip"),))
        for one in manifest.briefs
        if one.area in keys
    )
    replace(manifest, packages=packages).write(tmp_path)

    run(inputs, tmp_path)

    assert [one.area for one in require_manifest(tmp_path, where="OUT").packages] == ["04"]
    assert [path.name for path in (tmp_path / "packages").iterdir()] == ["04.zip"]


def test_a_manifest_cannot_remove_files_outside(inputs: Inputs, tmp_path: Path) -> None:
    """A path that leads out of the folder is refused, and what it names stays."""
    out, outside = tmp_path / "out", tmp_path / "precious.txt"
    run(inputs, out)
    outside.write_text("keep", encoding="utf-8")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (out / "manifest.json").write_text(json.dumps(manifest | {"leftovers": ["../precious.txt"]}), encoding="utf-8")

    with pytest.raises(OutputError, match=r"manifest\.json"):
        run(inputs, out)

    assert outside.exists()


def test_a_folder_without_a_manifest_has_none(tmp_path: Path) -> None:
    """Nothing has been published there, or the folder is not even there."""
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "new") is None


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"briefs": 1}', b'{"year": 2018}', b"\xff"])
def test_a_broken_manifest_stops_the_run(inputs: Inputs, tmp_path: Path, data: bytes) -> None:
    """After a fault of the disk nobody forgets errata and former files: the message says what to do, nothing is written."""
    run(inputs, tmp_path)
    (tmp_path / "manifest.json").write_bytes(data)
    before = content(tmp_path)

    with pytest.raises(OutputError, match=r"読めません(?s:.*)写し戻して"):
        run(inputs, tmp_path)

    assert content(tmp_path) == before


def test_a_manifest_that_the_system_refuses_is_not_absent(tmp_path: Path) -> None:
    """What is there and cannot be opened is told, not passed over."""
    (tmp_path / "manifest.json").mkdir()

    with pytest.raises(OutputError, match="読めません"):
        read_manifest(tmp_path)


def test_another_year_in_the_folder_is_refused(inputs: Inputs, tmp_path: Path) -> None:
    """Files and errata of a former edition are neither removed nor taken over."""
    run(inputs, tmp_path)
    replace(require_manifest(tmp_path, where="OUT"), year=2017).write(tmp_path)
    before = content(tmp_path)

    with pytest.raises(OutputError, match="別の年度") as caught:
        run(inputs, tmp_path)

    assert (caught.value.found, "2018年度" in caught.value.expected) == ("2017年度の目録", True)
    assert content(tmp_path) == before


def test_two_runs_in_one_folder_are_refused(tmp_path: Path) -> None:
    """The second says so and touches nothing: what the first is writing is still there."""
    with sole_use(tmp_path):
        (tmp_path / f".ckb-{os.getpid()}-abcd1234.part").write_bytes(b"half a brief")
        with pytest.raises(OutputError, match="もう1つ動いています"), sole_use(tmp_path):
            pass

        assert (tmp_path / f".ckb-{os.getpid()}-abcd1234.part").exists()


def test_a_refused_run_keeps_nobody_out(tmp_path: Path) -> None:
    """Its hold on the folder ends with it."""
    with sole_use(tmp_path), pytest.raises(OutputError), sole_use(tmp_path):
        pass

    with sole_use(tmp_path):
        pass


def listed(out: Path, name: str, data: bytes) -> None:
    """A published folder whose manifest lists one brief."""
    write_whole(out / name, data)
    brief = BriefEntry("03", "岩手県", "prefecture", 1, "CKB", "", "", 1, (entry_of(name, data),))
    Manifest(2018, 1, "2026-12-01", True, {}, (), (brief,)).write(out)


def test_a_single_brief_does_not_replace_a_published_one(tmp_path: Path) -> None:
    """make brief over another content would make the manifest wrong; no file of it is written."""
    listed(tmp_path, "03.pdf", b"published")
    before = content(tmp_path)

    with pytest.raises(OutputError, match=r"make publish(?s:.*)OUT="):
        add_files(tmp_path, {"検証書/03.pdf": b"new", "03.pdf": b"changed"})

    assert content(tmp_path) == before


def test_a_lost_file_of_a_publication_is_replaced_by_the_same_only(tmp_path: Path) -> None:
    """What the manifest says counts, not what happens to lie in the folder."""
    listed(tmp_path, "03.pdf", b"published")
    (tmp_path / "03.pdf").unlink()

    with pytest.raises(OutputError):
        add_files(tmp_path, {"03.pdf": b"changed"})
    add_files(tmp_path, {"03.pdf": b"published"})

    assert (tmp_path / "03.pdf").read_bytes() == b"published"


def test_a_single_brief_goes_beside_a_publication_that_does_not_list_it(tmp_path: Path) -> None:
    """A later version has another name; a folder without a manifest takes anything."""
    listed(tmp_path / "published", "03.pdf", b"published")

    for folder in ("published", "new"):
        add_files(tmp_path / folder, {"03_第2版.pdf": b"changed"})

        assert (tmp_path / folder / "03_第2版.pdf").read_bytes() == b"changed"


def test_a_single_brief_waits_for_a_publication_to_end(tmp_path: Path) -> None:
    """While a run is at work in the folder nobody else writes there."""
    listed(tmp_path, "03.pdf", b"published")

    with sole_use(tmp_path), pytest.raises(OutputError, match="もう1つ動いています"):
        add_files(tmp_path, {"03.pdf": b"published"})


def test_unfit_tables_are_not_published(inputs: Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the audit stops the run before anything is written."""

    def refuse(*_: object) -> None:
        raise AuditError("点検のエラーが1件残っています。", where="表", remedy="表を直してください。")

    monkeypatch.setattr("generator.edition.run.publish.require_clean", refuse)
    with pytest.raises(AuditError):
        run(inputs, tmp_path / "out")

    assert not (tmp_path / "out").exists()


KILLED = """
import sys; sys.path[:0] = [{root!r}, {support!r}, {rooms!r}]
from functools import partial
from pathlib import Path
from typing import Any
import publication_workers as workers
from generator.edition.run.publish import publish
from generator.brief.which_area import load_inputs
from edition.test_publication import Told, index
out, place = Path({out!r}), Path({place!r})
if __name__ == "__main__":
    workers.settle()
    work = partial(workers.press, out, pause={pause})
    inputs = load_inputs(2018, config=place / "config", data=place / "data", draft=False)
    publish(inputs, out=out, jobs=2, report=Told(), pages=index, work=work)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_goes_on_where_it_was(inputs: Inputs, tmp_path: Path, how: signal.Signals) -> None:
    """Nothing half-written is left in the end, what was done is kept, the hashes are those of an undisturbed run."""
    out = tmp_path / "killed"
    process = begun(inputs, out, pause=0.8)
    while len(list(out.glob("*.pdf"))) < 3:
        time.sleep(0.02)
        assert process.poll() is None, "the run ended before it could be killed"
    process.send_signal(how)
    process.wait(20)
    done = read_manifest(out)
    assert done is not None and not done.complete

    summary = run(inputs, out)
    run(inputs, tmp_path / "undisturbed")

    assert summary.kept >= 1 and summary.made < BRIEFS
    assert content(out) == content(tmp_path / "undisturbed")


def begun(inputs: Inputs, out: Path, *, pause: float) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own, each brief of which takes ``pause`` seconds."""
    script = out.with_suffix(".py")
    places = {"root": ROOT, "support": ROOT / "tests" / "support", "rooms": ROOT / "tests", "out": out, "place": inputs.data.parent}
    words = {name: str(path) for name, path in places.items()} | {"pause": pause}
    script.write_text(KILLED.format(**words), encoding="utf-8")
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a suite run in the background ignores Ctrl-C
    return subprocess.Popen([sys.executable, script], cwd=ROOT, stderr=subprocess.DEVNULL, preexec_fn=heeding)  # noqa: PLW1509


def at_work(out: Path) -> list[int]:
    """The processes that have begun a brief and written their number where its file is going to be."""
    begun_files = []
    for part in out.glob(".*.part"):
        with suppress(OSError):  # the manifest's own, renamed in between
            begun_files.append(part.read_text(encoding="utf-8"))
    return [int(text) for text in begun_files if text.isdigit()]


def is_running(process: int) -> bool:
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc がない")
def test_a_killed_run_leaves_no_process_behind(inputs: Inputs, tmp_path: Path) -> None:
    """Those that draw end in the middle of a brief; otherwise they would write among the files of the next run."""
    out = tmp_path / "killed"
    process = begun(inputs, out, pause=600)
    while not (drawing := at_work(out)):
        time.sleep(0.05)
        assert process.poll() is None, "the run ended before it could be killed"
    process.kill()
    process.wait(20)
    deadline = time.monotonic() + 20
    while any(map(is_running, drawing)) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not any(map(is_running, drawing))


def test_a_run_that_makes_nothing_loads_nothing_heavy() -> None:
    """Whether anything has changed is asked without what computes, draws and typesets."""
    script = "import sys, generator.edition.run.commands; print(*{'pandas', 'numpy', 'matplotlib', 'weasyprint'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc がない")
def test_processes_share_no_open_file() -> None:
    """What is loaded before they are forked has closed its files: a place in an open file would be one for them all."""
    script = (
        "import os, generator.edition.run.preloaded; from pathlib import Path; "
        "print([str(p) for p in (one.resolve() for one in Path('/proc/self/fd').iterdir()) if p.is_file()])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def outcomes(words: Sequence[str], jobs: int = 2) -> dict[str, TaskOutcome[str, str]]:
    return {one.task: one for one in spread(words, workers.echo, jobs=jobs)}


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("fail", "図が描けません"),
        ("bug", "エラー［BUG］ プログラムの誤りで止まりました"),
        ("refused", "エラー［OUTPUT］ ファイルの読み書きができません"),
        ("exit", "途中で止まりました"),
        ("kill", "途中で止まりました"),
    ],
)
def test_a_task_that_goes_wrong_takes_nothing_with_it(word: str, message: str) -> None:
    """An error, a bug of ours, an exit and a kill are told as a user's message; the tasks around it are done."""
    found = outcomes(["a", word, "b", "c"])

    assert message in str(found[word].error)
    assert [found[other].result for other in "abc"] == ["a done", "b done", "c done"]


def test_a_users_error_keeps_its_fields() -> None:
    """What the process raised is what the user reads."""
    error = outcomes(["fail"])["fail"].error

    assert isinstance(error, PublishError)
    assert error.where == "岩手県"


def test_a_bug_brings_its_trace() -> None:
    """For us, not for the user's screen."""
    outcome = outcomes(["bug"])["bug"]

    assert "ZeroDivisionError" in outcome.trace
    assert "Traceback" not in str(outcome.error)


FAULTS: Mapping[str, ReportedError] = {
    "user": PublishError("図が描けません。", where="図", remedy="直す。"),
    "bug": bug("ZeroDivisionError: of ours"),
}


@pytest.mark.parametrize(
    ("faults", "code"), [((), 0), (("user",), 2), (("bug",), 1), (("user", "bug"), 1), (("bug", "user"), 1)]
)
def test_the_exit_code_tells_whose_mistake_it_was(faults: Sequence[str], code: int) -> None:
    """2 for what the user can mend; 1 as soon as one failure is a mistake of ours."""
    failures = tuple(TaskOutcome[str, str](fault, error=FAULTS[fault]) for fault in faults)

    assert Summary(0, 0, failures, Path()).exit_code == code


def test_a_bug_in_a_process_is_told_as_one_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One wording, a record to send in, exit code 1."""
    trace = "Traceback (most recent call last):\nZeroDivisionError: of ours\n"
    failed = TaskOutcome[Order, str](Order("03", "岩手県", "", "", "", "", effort=1), error=bug(trace), trace=trace)
    monkeypatch.setattr(commands, "BUILD", tmp_path)
    monkeypatch.setattr(commands, "publish", lambda *_, **__: Summary(0, 0, (failed,), tmp_path))

    code = cli.main(["publish", "--year", "2018", "--draft", "1", "--out", str(tmp_path)])
    told = capsys.readouterr().out

    assert code == cli.EXIT_OUR_ERROR
    assert f"■ 岩手県\n{bug(trace, record=str(tmp_path / 'error-03.txt'))}\n" in told
    assert (tmp_path / "error-03.txt").read_text(encoding="utf-8") == trace


def test_work_that_cannot_begin_fails_for_each_task() -> None:
    """A process that cannot be set up says why, once a task."""
    found = [str(one.error) for one in spread(["a", "b"], workers.broken, jobs=1)]

    assert len(found) == 2 and all("表が読めません" in text for text in found)


def test_each_beginning_is_told() -> None:
    """The watcher hears of tasks in their order."""
    begun: list[str] = []
    list(spread(["a", "b", "c"], workers.echo, jobs=1, watch=Watch(begun.append)))

    assert begun == ["a", "b", "c"]


@pytest.mark.parametrize(("text", "jobs"), [("1", 1), ("２", 2), (" 8 ", 8), ("64", 64)])
def test_jobs_is_a_number(text: str, jobs: int) -> None:
    """Full-width digits and spaces are understood."""
    assert number_of_jobs(text) == jobs


def test_jobs_is_by_default_the_number_of_processors() -> None:
    """Nothing said: all of them."""
    assert number_of_jobs("") == pool.cores() >= 1


@pytest.mark.parametrize("text", ["0", "-1", "65", "二", "2.5", "two"])
def test_other_jobs_are_refused(text: str) -> None:
    """A misuse is told with what is expected."""
    with pytest.raises(RegionError, match="JOBS"):
        number_of_jobs(text)


def test_plain_lines_name_each_brief_and_the_time_left() -> None:
    """Where there is no terminal, a line a brief."""
    lines: list[str] = []
    clock = iter([0.0, 10.0, 80.0])
    shown = Lines(lines.append, lambda: next(clock))
    orders = [
        Order(area, name, "", "", "", "", effort=1)
        for area, name in (("02", "青森県"), ("03", "岩手県"), ("04", "宮城県"))
    ]

    shown.begin(orders, kept=4, at_once=8)
    shown.done(TaskOutcome(orders[0], error=None))
    shown.done(TaskOutcome(orders[1], error=PublishError("", where="", remedy="")))

    assert lines == [
        "3件を作ります（変わっていない4件はそのまま、同時に3件）。",
        "［1/3］青森県 完成　残り約20秒",
        "［2/3］岩手県 失敗　残り約40秒",
    ]
