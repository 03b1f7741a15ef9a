"""The commands. Arguments come from options or, as make hands them over, from the environment. Only here is printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator.errors import RegionError, UserError

EXIT_USER_ERROR = 2


def _guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Print a user's mistake as one message and exit with 2; Ctrl-C leaves quietly."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except UserError as exc:
            click.echo(str(exc), err=True)
            sys.exit(EXIT_USER_ERROR)
        except KeyboardInterrupt:
            click.echo("中断しました。書きかけのファイルは残していません。", err=True)
            sys.exit(130)

    return run


def _year(text: str | None) -> int | None:
    if not text or not text.strip():
        return None
    digits = text.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if digits.isascii() and digits.isdigit() and len(digits) == 4:
        return int(digits)
    raise RegionError("年度は西暦4桁で指定してください。", where="YEAR", found=text[:40], expected="2018 など")


def _path(text: str | None) -> Path | None:
    return Path(text) if text and text.strip() else None


@click.group(help="地域共生ブリーフを作る。ふだんは make から使う（make help）。")
def cli() -> None:
    """Gather the commands."""


@cli.command(help="1つの都道府県（--pref）又はブロック（--group）のブリーフを作る。")
@click.option("--pref", envvar="PREF", default="", help="岩手、岩手県、いわて、iwate、03 のいずれか")
@click.option("--group", envvar="GROUP", default="", help="東北 など")
@click.option("--year", envvar="YEAR", default="", help="年度（西暦）")
@click.option("--out", envvar="OUT", default="", help="出力先のフォルダ")
@_guarded
def brief(pref: str, group: str, year: str, out: str) -> None:
    """Build one brief; its path is the last line printed."""
    from generator.publication import load_inputs, one_area  # noqa: PLC0415  # help and errors need no typesetter

    if pref.strip() and group.strip():
        raise RegionError("PREF と GROUP は、どちらか一方を指定してください。", where="PREF、GROUP")
    inputs = load_inputs(_year(year))
    area = one_area(pref, group, inputs)
    from generator.build import build_brief  # noqa: PLC0415

    click.echo(str(build_brief(area, inputs, out=_path(out))))


@cli.command(help="収録されている全ての都道府県のブリーフを作る。")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="")
@_guarded
def briefs(year: str, out: str) -> None:
    """Build the briefs of all prefectures in the volume."""
    from generator.build import build_brief  # noqa: PLC0415
    from generator.publication import all_prefectures, load_inputs  # noqa: PLC0415

    inputs = load_inputs(_year(year))
    for area in all_prefectures(inputs):
        click.echo(str(build_brief(area, inputs, out=_path(out))))


@cli.command(help="収録されている範囲の全国概況を作る。")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="")
@_guarded
def overview(year: str, out: str) -> None:
    """Build the national overview."""
    from generator.build import build_brief  # noqa: PLC0415
    from generator.publication import load_inputs, nation  # noqa: PLC0415

    inputs = load_inputs(_year(year))
    click.echo(str(build_brief(nation(inputs), inputs, out=_path(out))))


@cli.command(help="個票の文書から data/<年度>/ の表を作る。--check は、表の数値が引用行にあることを確かめる。")
@click.option("--source", envvar="SOURCE", default="", help="個票の文書（UTF-8）")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="", help="表を置くフォルダ（既定は data/<年度>）")
@click.option("--check", is_flag=True, help="表を作らず、引用行を確かめる")
@_guarded
def ingest(source: str, year: str, out: str, check: bool) -> None:
    """Run the yearly ingest, or prove the citations."""
    from generator.yearly import run_check, run_ingest  # noqa: PLC0415

    lines = (run_check if check else run_ingest)(_path(source), _year(year), _path(out))
    click.echo("\n".join(lines))


@cli.command(help="動作環境・設定・データを点検する。")
@click.option("--year", envvar="YEAR", default="")
@_guarded
def doctor(year: str) -> None:
    """Print one line per thing examined; a fault is an error."""
    from generator.doctor import examine  # noqa: PLC0415

    for line in examine(_year(year)):
        click.echo(line)


def main() -> None:
    """Run the command line."""
    cli(prog_name="python -m generator")
