"""Commands that make and mend the edition's tables; the command line joins them to its own."""

from __future__ import annotations

from typing import Final

import click

from generator.arguments import is_set, path_of, year_of
from generator.errors import UserError

_YEAR = click.option("--year", envvar="YEAR", default="", help="年度（西暦）")
_SOURCE = click.option(
    "--source", envvar="SOURCE", default="", help="個票の文書。なければ make ingest の残した文を用いる"
)
_FILE = click.option("--file", envvar="FILE", default="", help="記入した作業表（.xlsx、又はそれを保存した .csv）")


@click.command(
    help="個票の文書や回答のフォルダから data/<年度>/ の表を作る。--check は、表の数値が引用行にあることを確かめる。"
)
@click.option(
    "--source",
    envvar="SOURCE",
    default="",
    help="個票の文書（PDF、Excel、Word、テキスト）、又は回答の入ったフォルダかzip",
)
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="", help="表を置くフォルダ（既定は data/<年度>）")
@click.option("--check", is_flag=True, help="表を作らず、引用行を確かめる")
@click.option("--force", envvar="FORCE", default="", help="1 とすると、今ある団体の多くがない文書でも、表を置き換える")
def ingest(source: str, year: str, out: str, check: bool, force: str) -> None:
    """Run the yearly ingest, or prove the citations."""
    from generator.ingest.commands import run_check, run_ingest

    where = path_of(source), year_of(year), path_of(out)
    lines = run_check(*where) if check else run_ingest(*where, force=is_set(force, "FORCE"))
    click.echo("\n".join(lines))


@click.command(help="編集者の書いた行番号を、改まった文書の同じ文の行に付け直す。")
@click.option("--source", envvar="SOURCE", default="", help="改まった文書、又は回答の入ったフォルダかzip")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="", help="表のあるフォルダ（既定は data/<年度>）")
def reanchor(source: str, year: str, out: str) -> int:
    """Let the line numbers follow their text; the exit code is 2 while some wait for an editor."""
    from generator.ingest.commands import run_reanchor

    outcome = run_reanchor(path_of(source), year_of(year), path_of(out))
    click.echo("\n".join(outcome.lines))
    return UserError.exit_code if outcome.waiting else 0


@click.command("targets-sheet", help="成果目標の作業表（.xlsx）を作る。原資料の文が行ごとに並ぶ。")
@_YEAR
@_SOURCE
def targets_sheet(year: str, source: str) -> None:
    """Write the work sheet of the targets."""
    from generator.worksheets.commands import write_targets_sheet

    click.echo("\n".join(write_targets_sheet(year_of(year), path_of(source))))


@click.command("practice-sheet", help="3章・4章の表の作業表（.xlsx）を作る。")
@_YEAR
@_SOURCE
def practice_sheet(year: str, source: str) -> None:
    """Write the work sheets of chapters 3 and 4."""
    from generator.worksheets.commands import write_practice_sheet

    click.echo("\n".join(write_practice_sheet(year_of(year), path_of(source))))


@click.command("summaries-sheet", help="要約の作業表（.xlsx）を作る。本文の段落に番号が付く。")
@_YEAR
@_SOURCE
def summaries_sheet(year: str, source: str) -> None:
    """Write the work sheet of the summaries."""
    from generator.worksheets.commands import write_summaries_sheet

    click.echo("\n".join(write_summaries_sheet(year_of(year), path_of(source))))


@click.command("targets-import", help="記入した成果目標の作業表を取り込む。正しい行だけを取り込み、残りを1行ずつ示す。")
@_FILE
@_YEAR
@_SOURCE
def targets_import(file: str, year: str, source: str) -> int:
    """Take the good rows; the exit code is 2 when some were not taken."""
    from generator.worksheets.commands import import_sheet

    return _say(import_sheet(path_of(file), year_of(year), path_of(source)))


@click.command(
    "practice-import", help="記入した3章・4章の作業表を取り込む。正しい行だけを取り込み、残りを1行ずつ示す。"
)
@_FILE
@_YEAR
@_SOURCE
def practice_import(file: str, year: str, source: str) -> int:
    """Take the good rows; the exit code is 2 when some were not taken."""
    from generator.worksheets.commands import import_sheet

    return _say(import_sheet(path_of(file), year_of(year), path_of(source)))


@click.command("summaries-import", help="記入した要約の作業表を取り込む。正しい行だけを取り込み、残りを1行ずつ示す。")
@_FILE
@_YEAR
@_SOURCE
def summaries_import(file: str, year: str, source: str) -> int:
    """Take the good rows; the exit code is 2 when some were not taken."""
    from generator.worksheets.commands import import_summaries_sheet

    return _say(import_summaries_sheet(path_of(file), year_of(year), path_of(source)))


def _say(told: tuple[list[str], bool]) -> int:
    lines, refused = told
    click.echo("\n".join(lines))
    return UserError.exit_code if refused else 0


TABLE_COMMANDS: Final = (
    targets_sheet,
    targets_import,
    summaries_sheet,
    summaries_import,
    practice_sheet,
    practice_import,
    ingest,
    reanchor,
)
