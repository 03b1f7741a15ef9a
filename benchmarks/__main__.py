"""Measure everything and write the table into docs/performance.md. ``make bench`` takes about twenty minutes, ``QUICK=1`` five."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Cost, run
from generator.edition.folder.software import environment
from generator.paths import ROOT

REPORT = ROOT / "docs" / "performance.md"
_BLOCK = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)
SIZES = ("50", "200", "800", "1741")


def main() -> None:
    """Print each result as it comes, then enter the whole table."""
    rows: list[str] = []
    for row in table(quick=bool(os.environ.get("QUICK"))):
        print(row, flush=True)
        rows.append(row)
    text = REPORT.read_text(encoding="utf-8")
    REPORT.write_text(_BLOCK.sub(lambda found: f"{found[1]}{chr(10).join(rows)}\n{found[2]}", text), encoding="utf-8")


def table(*, quick: bool) -> Iterator[str]:
    """Yield the lines of the report."""
    yield f"測った機械：{machine()}"
    yield ""
    yield "| 仕事 | 結果 | 目標 |"
    yield "|---|---|---|"
    yield from one_brief()
    yield from printers()
    yield from whole_edition()
    yield ""
    yield from national(SIZES[:2] if quick else SIZES)


def machine() -> str:
    """Return processor, memory, system and the versions that matter."""
    processor = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next(
        (int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0
    )
    versions = environment()
    named = "、".join(
        f"{name} {versions[name]}" for name in ("python", "weasyprint", "matplotlib", "pango") if name in versions
    )
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{processor}、{os.cpu_count()}コア、メモリー{memory}GB、{platform.system()} {platform.release()}、{named}（負荷 {load}）"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def one_brief() -> Iterator[str]:
    """A brief of four municipalities: the command, and the making alone."""
    cost = run("brief", "03")
    found = cost.found
    yield f"| 岩手県1件（命令の初めから終わりまで） | {run('command', '03').found['cold']:.1f}秒 | 5秒以内 |"
    share = found["both"] / found["cpu"]
    memory = f"最大{cost.megabytes:.0f}MB"
    yield (
        f"| 岩手県1件（同じ処理で2件目以降） | {found['warm']:.1f}秒（処理装置 {found['cpu']:.1f}秒、"
        f"うち matplotlib {found['drawing']:.1f}秒、"
        f"WeasyPrint {found['both'] - found['drawing']:.1f}秒、合わせて{share:.0%}）、{memory} | 500MB |"
    )


def printers() -> Iterator[str]:
    """The same HTML by WeasyPrint and by Chromium."""
    found = run("chromium", "03").found
    if "chromium" not in found:
        yield f"| 同じHTMLの組版 | WeasyPrint {found['weasyprint']:.2f}秒（Chromium なし） | － |"
        return
    ratio = found["chromium"] / found["weasyprint"]
    yield (
        f"| 同じHTMLの組版 | WeasyPrint（検査・PDF/A・PDF/UA・字形の切出しまで） {found['weasyprint']:.2f}秒、"
        f"Chromium（印刷だけ） {found['chromium']:.2f}秒、{ratio:.1f}倍 | 3倍以上 |"
    )


def whole_edition() -> Iterator[str]:
    """The edition by one and two workers against the time that drawing and typesetting take in any case."""
    serial = run("serial").found
    share = serial["both"] / serial["cpu"]
    yield (
        f"| 年度版の全て（18件とその付属物）の処理装置の時間 | {serial['cpu']:.0f}秒（うち matplotlib {serial['drawing']:.0f}秒、"
        f"WeasyPrint {serial['typesetting']:.0f}秒、合わせて{share:.0%}） | － |"
    )
    for jobs in (1, 2):
        cost: Cost = run("edition", str(jobs))
        found = cost.found
        ratio = found["wall"] * jobs / serial["both"]
        yield (
            f"| `make publish JOBS={jobs}` | {found['wall']:.0f}秒、描画と組版の時間÷{jobs} の{ratio:.2f}倍、"
            f"1つの処理 最大{found['worker']:.0f}MB、{found['bytes'] / 1e6:.0f}MB | 1.25倍、500MB |"
        )
        if jobs == 2:
            yield f"| 何も変わっていないとき（読み込みの後） | {found['again']:.1f}秒 | 2秒以内 |"


def national(sizes: tuple[str, ...]) -> Iterator[str]:
    """Growth with the number of respondents, and the largest volume published whole."""
    yield "作り物の全国の分冊（47都道府県。秒は処理装置の時間、かっこ内は描画と組版を除いた残り）："
    yield ""
    yield "| 回答者 | 読み込み | 変わったものの見分け | 岩手県の資料 | 全体の資料 | 最大のメモリー |"
    yield "|---|---|---|---|---|---|"
    for size in sizes:
        cost = run("growth", size)
        found = cost.found
        yield (
            f"| {found['respondents']:,} | {found['read']:.1f}秒 | {found['orders']:.1f}秒 | "
            f"{found['prefecture']:.1f}秒（{found['prefecture'] - found['prefecture_drawn']:.1f}秒、"
            f"{found['prefecture_respondents']}団体） | "
            f"{found['nation']:.1f}秒（{found['nation'] - found['nation_drawn']:.1f}秒） | {cost.megabytes:.0f}MB |"
        )
    found = run("volume", sizes[-1], "2").found
    yield ""
    yield (
        f"回答者{int(sizes[-1]):,}の分冊の全て（{found['briefs']}件、`JOBS=2`）：{found['wall'] / 60:.1f}分、"
        f"1つの処理 最大{found['worker']:.0f}MB、{found['bytes'] / 1e6:.0f}MB、失敗{found['failed']}件。"
        f"何も変わっていないとき {found['again']:.1f}秒。"
    )


if __name__ == "__main__":
    main()
