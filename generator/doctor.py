"""What a clerk asks when nothing works: one line per thing that a brief needs, each with ○, △ (a note) or ×."""

from __future__ import annotations

import platform
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Final

from generator.config.config import Config, load_config
from generator.dataset.load import load_dataset
from generator.dataset.records import Dataset
from generator.dataset.seal import seal_state
from generator.edition.folder.software import environment, is_optimized
from generator.errors import OutputError, PublishError, UserError
from generator.paths import BRIEFS, DATA, FONTS, ROOT, shown
from generator.readiness import unready

OLDEST: Final = (3, 11)
LOCK: Final = ROOT / "requirements.lock"
FACES: Final = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
_LOCKED: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
_LIBRARIES: Final = {"pango": "Pango", "harfbuzz": "HarfBuzz", "harfbuzz-subset": "HarfBuzz（subset）"}
_NEEDED: Final = frozenset({"pango", "harfbuzz"})
_TRUETYPE: Final = b"\x00\x01\x00\x00"
_ROOM: Final = 200_000_000
_SET_UP: Final = "`rm -rf .venv` の後、make をもう一度実行してください。"

Check = Callable[[], str]


class _Note(Exception):  # noqa: N818  # not an error: it works, but is not yet as it should be at publication
    pass


def examine(year: int | None, *, out: Path = BRIEFS) -> Iterator[str]:
    """Yield one entry per thing examined, in Japanese: ○ sound, △ worth knowing, × at fault, － not examined.

    After the last entry a UserError is raised when anything was at fault.
    """
    faults: dict[str, str] = {}
    for name, check in _checks(year, out):
        try:
            yield f"○ {name}: {check()}"
        except _Note as note:
            yield f"△ {name}: {note}"
        except UserError as error:
            cause = next((earlier for earlier, text in faults.items() if text == str(error)), "")
            if cause:
                yield f"－ {name}: 「{cause}」が直るまで点検できない"
                continue
            faults[name] = str(error)
            yield f"× {name}: " + "\n  ".join(str(error).splitlines())
    if faults:
        raise UserError(
            f"{len(faults)}件の不備があります。", where="、".join(faults), remedy="×の行の「対処」に従ってください。"
        )


def _checks(year: int | None, out: Path) -> Iterator[tuple[str, Check]]:
    config = cache(lambda: load_config(year=year))
    dataset = cache(lambda: load_dataset(config().edition.year))
    yield "Python", _python
    yield "ライブラリ", partial(_libraries, environment)
    yield "パッケージ", partial(_packages, environment)
    yield "書体", partial(_fonts, FONTS)
    yield "設定", lambda: _settings(config())
    yield "データ", lambda: _tables(dataset())
    yield "収録", lambda: _volume(config(), dataset())
    yield "公表の用意", lambda: _ready(config(), dataset())
    yield "出力先", lambda: _output(out)


def _python() -> str:
    if sys.version_info < OLDEST:
        raise UserError(
            "Pythonの版が古すぎます。",
            where=shown(Path(sys.executable)),
            found=platform.python_version(),
            expected="3.11以上",
            remedy=f"Python 3.11以上を入れ、{_SET_UP}",
        )
    built = "最適化（PGO）あり" if is_optimized() else "最適化（PGO）なし。OSのPythonなら1割ほど速い"
    return f"{platform.python_version()}（{shown(Path(sys.prefix))}、{built}）"


def _libraries(versions: Callable[[], Mapping[str, str]]) -> str:
    found = versions()
    missing = [label for key, label in _LIBRARIES.items() if key in _NEEDED and key not in found]
    if missing:
        raise UserError(f"{'、'.join(missing)}がありません。", where="OSのライブラリ", remedy=_SET_UP)
    listed = "、".join(f"{label} {found[key]}" for key, label in _LIBRARIES.items() if key in found)
    if "harfbuzz-subset" not in found:
        raise _Note(f"{listed}（HarfBuzzのsubsetがないため、1部につき数秒遅くなる）")
    return listed


def _packages(versions: Callable[[], Mapping[str, str]]) -> str:
    found = versions()
    locked = {name.lower(): version for name, version in _LOCKED.findall(LOCK.read_text(encoding="utf-8"))}
    other = [name for name, version in locked.items() if found.get(name) != version]
    if other:
        raise UserError(
            f"固定した版と違うパッケージが{len(other)}個あります。",
            where=shown(LOCK),
            found="、".join(f"{name} {found.get(name, '（なし）')}" for name in other[:5]),
            expected="、".join(f"{name} {locked[name]}" for name in other[:5]),
            remedy=_SET_UP,
        )
    return f"{len(locked)}個、全て固定した版"


def _fonts(folder: Path) -> str:
    for name in FACES:
        path = folder / name
        if not path.is_file() or not path.read_bytes().startswith(_TRUETYPE):
            raise PublishError(
                "書体のファイルがないか、壊れています。",
                where=shown(path),
                expected="BIZ UDPGothic（TrueType）",
                remedy="版管理から戻してください（git checkout -- assets/fonts）。",
            )
    return f"BIZ UDPGothic（標準、太字）: {shown(folder)}"


def _settings(config: Config) -> str:
    return f"{config.edition.label}版、指標{len(config.metrics)}個、市区町村{config.municipality_total:,}"


def _tables(dataset: Dataset) -> str:
    corrected = len(dataset.corrections)
    return (
        f"{shown(DATA / str(dataset.year))}（回答者{len(dataset.respondents)}、数値{len(dataset.indicators):,}、"
        f"数値目標{len(dataset.targets)}、訂正{corrected}）"
    )


def _volume(config: Config, dataset: Dataset) -> str:
    count = Counter(respondent.prefecture for respondent in dataset.municipal())
    empty = [name for name in config.edition.prefectures_in_volume if not count[name]]
    if empty:
        raise UserError(
            f"収録とされている{'、'.join(empty)}の自治体が、データにありません。",
            where=shown(DATA / str(dataset.year) / "respondents.csv"),
            remedy=f"表を作り直すか、config/editions/{dataset.year}.yaml の prefectures_in_volume を直してください。",
        )
    return "、".join(f"{name}{count[name]}" for name in config.edition.prefectures_in_volume)


def _ready(config: Config, dataset: Dataset) -> str:
    folder = DATA / str(dataset.year)
    if missing := unready(config, dataset, folder=folder):
        raise _Note("".join([f"{len(missing)}件（整うまで、公表は DRAFT=1 の案に限る）", *(f"\n  ・{one}" for one in missing)]))
    return seal_state(folder).told


def _output(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-"):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        raise OutputError(
            "出力先に書き込めません。",
            where=shown(folder),
            found=error.strerror or str(error),
            remedy="フォルダの権限とディスクの空きを確かめるか、OUT= で別の出力先を指定してください。",
        ) from error
    if free < _ROOM:
        raise _Note(f"{shown(folder)}（空きが{free // 1_000_000}MBしかない）")
    return f"{shown(folder)}（空き{free // 1_000_000_000:,}GB）"
