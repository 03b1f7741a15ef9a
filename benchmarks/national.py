"""A volume of the whole nation, made up: 47 prefectures, any number of respondents up to 1,741. No figure in it is real."""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.national_practice import made_up
from generator.config.config import Config, load_config
from generator.dataset.contract import CATEGORIES, INDICATORS, METRICS, PROJECTS, RESPONDENTS, TARGETS, THEMES, UNITS
from generator.dataset.practice.contract import PRACTICE_TABLES
from generator.paths import CONFIG

YEAR = 2018
SEED = 1741
SYLLABLES = "天地人花鳥風月山川森林泉"
_LOST = re.compile(r"^(?:lost_headers|headlines):.*?(?=^\w)", re.MULTILINE | re.DOTALL)
SUMMARIES = 400
"""The reader of YAML takes 1 MB, which some 1,000 summaries fill."""


def make_volume(place: Path, respondents: int) -> tuple[Path, Path]:
    """Write settings and tables of a made-up volume below ``place``; return their folders."""
    config, data = place / "config", place / "data" / str(YEAR)
    shutil.copytree(CONFIG, config)
    settings = load_config(year=YEAR)
    edition = config / "editions" / f"{YEAR}.yaml"
    lines = edition.read_text(encoding="utf-8")
    held = ", ".join(place.name for place in settings.prefectures.values())
    start = lines.index("prefectures_in_volume:")
    end = lines.index("elsewhere_note:")
    text = f"{lines[:start]}prefectures_in_volume: [{held}]\n{lines[end:]}"
    edition.write_text(_LOST.sub("", text), encoding="utf-8")  # a form that is made up has its header
    data.mkdir(parents=True)
    rows = _choose(settings, respondents)
    _rename(config / "municipalities.csv", {code: name for code, _, name in rows})
    chance = random.Random(SEED)
    _write(data / "respondents.csv", RESPONDENTS, _respondents(rows))
    _write(data / "indicators.csv", INDICATORS, _indicators(rows, chance))
    _write(data / "projects.csv", PROJECTS, _projects(rows, chance))
    _write(data / "targets.csv", TARGETS, _targets(rows, chance))
    _write(data / "themes.csv", THEMES, _themes(rows, settings, chance))
    for table, lines_of_table in made_up(rows, settings.practice, chance).items():
        _write(data / f"{table}.csv", PRACTICE_TABLES[table], lines_of_table)
    summaries = {"summaries": [_summary(code, name) for code, _, name in rows[:SUMMARIES]]}
    (data / "summaries.yaml").write_text(json.dumps(summaries, ensure_ascii=False, indent=1), encoding="utf-8")
    return config, place / "data"


def _rename(path: Path, names: dict[str, str]) -> None:
    """Give the municipalities of the table their made-up names."""
    with path.open(encoding="utf-8", newline="") as stream:
        head, *lines = csv.reader(stream)
    place, code = head.index("name"), head.index("code")
    renamed = ([*line[:place], names.get(line[code], line[place]), *line[place + 1 :]] for line in lines)
    _write(path, head, renamed)


Row = tuple[str, str, str]


def _choose(settings: Config, count: int) -> list[Row]:
    """Return code, prefecture and name of municipalities spread over all prefectures, at least one in each."""
    by_prefecture: dict[str, list[Row]] = {}
    for row in settings.municipalities.values():
        if row.name:
            by_prefecture.setdefault(row.prefecture, []).append((row.code, row.prefecture, row.name))
    total = sum(map(len, by_prefecture.values()))
    shares = {name: max(1, round(len(rows) * count / total)) for name, rows in by_prefecture.items()}
    while sum(shares.values()) > max(count, len(shares)):
        shares[max(shares, key=lambda name: shares[name])] -= 1
    chosen = [row for name, rows in by_prefecture.items() for row in rows[: shares[name]]]
    return [(code, prefecture, _name(number)) for number, (code, prefecture, _) in enumerate(chosen)]


def _name(number: int) -> str:
    """Return a made-up name of four letters, so that none is a part of another."""
    letters = [SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(4)]
    return "".join(letters) + "町"


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _respondents(rows: Sequence[Row]) -> Iterator[Sequence[object]]:
    for number, (code, prefecture, name) in enumerate(rows):
        line = number * 300 + 1
        yield (
            code,
            code[:2],
            prefecture,
            name,
            "municipality",
            "",
            1,
            1,
            number % 2,
            0,
            "福祉課",
            "",
            "",
            "",
            line,
            line + 299,
            "",
        )


def _indicators(rows: Sequence[Row], chance: random.Random) -> Iterator[Sequence[object]]:
    for number, (code, _, _) in enumerate(rows):
        people = int(chance.lognormvariate(10.5, 1.2)) + 500
        values = {
            "population": people,
            "households": int(people / chance.uniform(1.9, 3.1)),
            "aging_rate": round(chance.uniform(18, 45), 1),
            "welfare_rate": round(chance.uniform(1, 35), 1),
            "area": round(chance.lognormvariate(4.5, 1), 1),
            "association_rate": round(chance.uniform(30, 100), 1),
        }
        for position, metric in enumerate(METRICS):
            value = values.get(metric, chance.randint(0, 12))
            yield (code, metric, value, UNITS[metric], value, number * 300 + 5 + position, "reported", "")


def _projects(rows: Sequence[Row], chance: random.Random) -> Iterator[Sequence[object]]:
    for number, (code, _, name) in enumerate(rows):
        for programme in ("chiikiryoku", "takikan")[: 1 + number % 2]:
            contract = chance.choice(["direct", "outsourced"])
            kind = "直営" if contract == "direct" else "社会福祉協議会"
            partner = "" if contract == "direct" else f"{name}社会福祉協議会"
            yield (code, programme, name, partner, contract, f"{name}の地域づくり事業", number * 300 + 60, kind, "")


def _targets(rows: Sequence[Row], chance: random.Random) -> Iterator[Sequence[object]]:
    for number, (code, _, _) in enumerate(rows):
        for index in range(number % 6):
            target, result = chance.randint(5, 200), chance.randint(5, 250)
            result = min(result, 3 * target)
            state = "met" if result >= target else "not_met"
            line = number * 300 + 120 + index
            yield (
                *(code, f"T{index + 1:02d}", "chiikiryoku", f"講座の参加者数{index + 1}", chance.choice(CATEGORIES)),
                *(target, "人", line, result, "人", line + 80, "", "", state, "compared", "", ""),
            )


def _themes(rows: Sequence[Row], settings: Config, chance: random.Random) -> Iterator[Sequence[object]]:
    for number, (code, _, _) in enumerate(rows):
        for theme in settings.themes:
            if chance.random() < 0.4:
                yield (code, theme.id, 2, f"{number * 300 + 30} {number * 300 + 40}")


def _summary(code: str, name: str) -> dict[str, object]:
    text = f"{name}では、住民が身近な場で集い、困りごとを早く見つけて相談につなぐ仕組みを整えている。"
    parts = {part: {"text": text, "lines": [10, 20]} for part in ("特色", "ねらい", "取組", "成果")}
    return {"respondent": code, "name": name, **parts}
