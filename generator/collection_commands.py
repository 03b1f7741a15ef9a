"""Commands that send forms out and take them in; the command line joins them to its own."""

from __future__ import annotations

from typing import Final

import click

from generator.arguments import path_of, year_of


@click.command(help="前年度の回答団体に配る調査票（.xlsx）を build/<年度>/forms/ に作る。")
@click.option("--year", envvar="YEAR", default="", help="調査する年度（西暦）")
@click.option("--code", envvar="CODE", default="", help="この団体コードの調査票だけを作る（読点で並べられる）")
def forms(year: str, code: str) -> None:
    """Write the workbooks that are sent to the respondents."""
    from generator.collection.forms.run import run_forms

    click.echo("\n".join(run_forms(year_of(year), code)))


@click.command(help="戻ってきた調査票を読み、data/<年度>/ の表、提出の状況、督促の下書きを作る。")
@click.option("--dir", "folder", envvar="DIR", default="", help="回答の入ったフォルダかzip")
@click.option("--year", envvar="YEAR", default="", help="調査した年度（西暦）")
@click.option("--out", envvar="OUT", default="", help="表を置くフォルダ（既定は data/<年度>）")
def collect(folder: str, year: str, out: str) -> None:
    """Take the workbooks that came back into the tables."""
    from generator.collection.run import run_collect

    click.echo("\n".join(run_collect(path_of(folder), year_of(year), path_of(out))))


COLLECTION_COMMANDS: Final = (forms, collect)
