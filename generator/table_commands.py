"""Commands that make and mend the edition's tables; the command line joins them to its own."""

from __future__ import annotations

from typing import Final

import click

from generator.arguments import is_set, path_of, year_of
from generator.errors import UserError


@click.command(help="個票の文書や回答のフォルダから data/<年度>/ の表を作る。--check は、表の数値が引用行にあることを確かめる。")
@click.option("--source", envvar="SOURCE", default="", help="個票の文書（PDF、Excel、Word、テキスト）、又は回答の入ったフォルダかzip")
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


TABLE_COMMANDS: Final = (ingest, reanchor)
