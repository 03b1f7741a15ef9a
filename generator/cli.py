"""The commands. Arguments come from options or, as make hands them over, from the environment. Only here is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from generator.arguments import Commands, is_set, passphrase, path_of, plain, year_of
from generator.collection_commands import COLLECTION_COMMANDS
from generator.errors import BugError, UserError
from generator.gc_settings import search_seldom
from generator.paths import BUILD, shown
from generator.table_commands import TABLE_COMMANDS
from generator.unexpected_error import let_go, our_error, unmanageable

EXIT_USER_ERROR = UserError.exit_code
EXIT_OUR_ERROR = BugError.exit_code
EXIT_INTERRUPTED = 130


@click.group(cls=Commands, help="地域共生ブリーフを作る。ふだんは make から使う（make help）。")
def cli() -> None:
    """Gather the commands."""


@cli.command(help="1つの都道府県（--pref）又はブロック（--group）のブリーフを作る。")
@click.option("--pref", envvar="PREF", default="", help="岩手、岩手県、いわて、iwate、03 のいずれか")
@click.option("--group", envvar="GROUP", default="", help="東北 など")
@click.option("--year", envvar="YEAR", default="", help="年度（西暦）")
@click.option("--out", envvar="OUT", default="", help="出力先のフォルダ")
@click.option("--certificate", is_flag=True, help="検証書も作る")
def brief(pref: str, group: str, year: str, out: str, certificate: bool) -> None:
    """Build one brief; its path is the last line printed."""
    from generator.brief.fast import make_chosen
    from generator.edition.folder.lock import add_files

    made = make_chosen(pref, group, year_of(year), out=path_of(out), with_certificate=certificate, write=add_files)
    click.echo("\n".join((*made.told, shown(made.path))))


@cli.command(help="資料に印刷した数値の成り立ちを、個票の行まで遡って示す。")
@click.option("--pref", envvar="PREF", default="")
@click.option("--group", envvar="GROUP", default="")
@click.option("--year", envvar="YEAR", default="")
@click.option("--id", "figure_id", envvar="ID", default="", help="数値ID（添付の 数値.csv にある）")
@click.option("--figure", envvar="FIGURE", default="", help="印刷されたとおりの数（28.0 など）")
@click.option("--source", envvar="SOURCE", default="", help="個票の文書。あれば引用行を示す")
def explain(pref: str, group: str, year: str, figure_id: str, figure: str, source: str) -> None:
    """Tell how a figure came about."""
    from generator.brief.which_area import chosen

    area, inputs = chosen(pref, group, year_of(year))
    from generator.tracing.explain import explain as told
    from generator.tracing.explain import trace

    click.echo(told(trace(area, inputs), figure_id=figure_id, text=figure, source=path_of(source)), nl=False)


@cli.command(help="PDFが、この一式から作られるものと同じかどうかを確かめる。")
@click.option("--file", envvar="FILE", default="", help="確かめるPDF")
@click.option("--signer", envvar="SIGNER", default="", help="署名者の証明書の指紋（SHA-256）")
def verify(file: str, signer: str) -> int:
    """Compare a file with the brief that this tree makes; another file gives the exit code of a user's mistake."""
    from generator.tracing.verify import verify as verdict_on

    verdict = verdict_on(path_of(file), signer=signer)
    click.echo("\n".join(verdict.lines))
    return 0 if verdict.same else EXIT_USER_ERROR


@cli.command(help="収録されている全ての都道府県のブリーフを作る。")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="")
def briefs(year: str, out: str) -> None:
    """Build the briefs of all prefectures in the volume."""
    from generator.brief.build import build_brief
    from generator.brief.which_area import all_prefectures, load_inputs, told_of_draft
    from generator.edition.folder.lock import add_files

    inputs = load_inputs(year_of(year))
    for line in told_of_draft(inputs):
        click.echo(line)
    for area in all_prefectures(inputs):
        click.echo(shown(build_brief(area, inputs, out=path_of(out), write=add_files)))


@cli.command(help="収録されている範囲の全国概況を作る。")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="")
def overview(year: str, out: str) -> None:
    """Build the national overview."""
    from generator.brief.fast import make_overview
    from generator.edition.folder.lock import add_files

    made = make_overview(year_of(year), out=path_of(out), write=add_files)
    click.echo("\n".join((*made.told, shown(made.path))))


@cli.command(help="年度版の全ての資料を作る。変わったものだけを作り直す。--packages は、都道府県ごとの一式も作る。")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="", help="年度版のフォルダ（既定は briefs/<年度>）")
@click.option("--jobs", envvar="JOBS", default="", help="同時に作る数（既定は計算機の処理装置の数）")
@click.option("--packages", is_flag=True, help="一式（zip）と電子メールの下書き（.eml）も作る。送信はしない")
@click.option("--draft", envvar="DRAFT", default="", help="1 とすると、用意が整っていなくても、全てのページに「案」と刷って作る")
def publish(year: str, out: str, jobs: str, packages: bool, draft: str) -> int:
    """Bring an edition's folder up to date; the exit code is 2, or 1 by our mistake, when something could not be made."""
    from generator.edition.run.commands import run_packages, run_publish
    from generator.edition.run.progress import reporter

    run = run_packages if packages else run_publish
    lines, code = run(year_of(year), path_of(out), jobs, reporter(click.echo), draft=is_set(draft, "DRAFT"))
    click.echo("\n".join(lines))
    return code


@cli.command(help="公表物のPDFに電子署名（PAdES）をする。合い言葉は、環境変数 PASSPHRASE で渡すか、尋ねられて入れる。")
@click.option("--key", envvar="KEY", default="", help="証明書と秘密鍵の入ったファイル（PKCS#12）")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="", help="年度版のフォルダ（既定は briefs/<年度>）")
def sign(key: str, year: str, out: str) -> None:
    """Sign the PDFs of a publication."""
    from generator.edition.run.signing import run_sign

    click.echo("\n".join(run_sign(year_of(year), path_of(out), path_of(key), passphrase())))


@cli.command(help="2つの版を比べ、正誤表（PDFとCSV）を作る。")
@click.option("--old", envvar="OLD", default="", help="前の版のフォルダか manifest.json")
@click.option("--new", envvar="NEW", default="", help="後の版のフォルダか manifest.json")
def diff(old: str, new: str) -> None:
    """Draw up the errata between two versions of an edition."""
    from generator.edition.run.commands import run_diff

    click.echo("\n".join(run_diff(path_of(old), path_of(new))))


@cli.command(help="2つの公表のファイルが、1バイトも違わないかを確かめる。")
@click.option("--old", envvar="OLD", default="", help="前に作ったフォルダか manifest.json")
@click.option("--new", envvar="NEW", default="", help="後で作ったフォルダか manifest.json")
def compare(old: str, new: str) -> int:
    """Compare two runs file by file; the exit code is 2 when anything differs."""
    from generator.edition.run.commands import run_compare

    lines, same = run_compare(path_of(old), path_of(new))
    click.echo("\n".join(lines))
    return 0 if same else EXIT_USER_ERROR


@cli.command("new-edition", help="新しい年度の設定の下書き、空の表、チェックリストを作る。")
@click.option("--year", envvar="YEAR", default="", help="新しい年度（西暦）")
def new_edition(year: str) -> None:
    """Prepare the edition of a year from the newest one."""
    from generator.edition.run.commands import run_new_edition

    click.echo("\n".join(run_new_edition(year_of(year))))


@cli.command(help="動作環境・設定・データを点検する。")
@click.option("--year", envvar="YEAR", default="")
def doctor(year: str) -> None:
    """Print one line per thing examined; a fault is an error."""
    from generator.doctor import examine

    for line in examine(year_of(year)):
        click.echo(line)


@cli.command(help="年度版の準備がどこまで進んだか、次に何をするかを示す。")
@click.option("--year", envvar="YEAR", default="")
def status(year: str) -> None:
    """Print one line a step, and what to do next."""
    from generator.status.progress import status_lines

    click.echo("\n".join(status_lines(year_of(year))))


@cli.command(
    help="表を点検し、結果を表示して build/<年度>/audit.json に書く。--table は点検の一覧（docs/audit.md）を示す。"
)
@click.option("--pref", envvar="PREF", default="", help="この都道府県の結果だけを表示する")
@click.option("--year", envvar="YEAR", default="")
@click.option("--table", is_flag=True, help="点検の一覧だけを示す")
def audit(pref: str, year: str, table: bool) -> int:
    """Run the checks; unresolved errors give the exit code of a user's mistake."""
    from generator.audit.commands import checks_listed, run_audit

    outcome = checks_listed() if table else run_audit(pref, year_of(year))
    click.echo("\n".join(outcome.lines))
    return EXIT_USER_ERROR if outcome.blocked else 0


@cli.command(help="都道府県ごとに疑義照会の表（.xlsx）とメールの下書き（.eml）を作る。--pref がなければ、全ての都道府県。")
@click.option("--pref", envvar="PREF", default="", help="この都道府県だけを作る")
@click.option("--year", envvar="YEAR", default="")
def inquiry(pref: str, year: str) -> None:
    """Write the questions to the municipalities of a prefecture, or of all."""
    from generator.edition.run.inquiries import run_inquiry

    click.echo("\n".join(run_inquiry(pref, year_of(year))))


@cli.command(name="inquiry-import", help="回答のある疑義照会の表を corrections.yaml に取り込む。")
@click.option("--file", envvar="FILE", default="", help="回答のある表（.xlsx）")
@click.option("--year", envvar="YEAR", default="")
def inquiry_import(file: str, year: str) -> int:
    """Take the answers of a sheet into the corrections; a row that is not taken gives the exit code of a user's mistake."""
    from generator.audit.commands import run_import

    outcome = run_import(path_of(file), year_of(year), today=date.today())
    click.echo("\n".join(outcome.lines))
    return EXIT_USER_ERROR if outcome.blocked else 0


@cli.command(help="表の説明（data/<年度>/datapackage.json）を作り直す。")
@click.option("--year", envvar="YEAR", default="")
def datapackage(year: str) -> None:
    """Write the description of the tables."""
    from generator.audit.commands import run_datapackage

    click.echo("\n".join(run_datapackage(year_of(year))))


@cli.command(help="出来上がったブリーフの全ページの一覧（PNG）を build/gallery/ に作る。")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="", help="PDFのあるフォルダ")
def gallery(year: str, out: str) -> None:
    """Print the path of each contact sheet."""
    from generator.review.commands import gallery as sheets

    for line in sheets(year_of(year), path_of(out)):
        click.echo(line)


@cli.command(help="出来上がったブリーフを二つの検査器（PDF/A-3a、PDF/UA-1）で確かめる。")
@click.option("--year", envvar="YEAR", default="")
@click.option("--out", envvar="OUT", default="", help="PDFのあるフォルダ")
def validate(year: str, out: str) -> None:
    """Print one line per file; a finding is an error."""
    from generator.review.commands import validate as verdicts

    for line in verdicts(year_of(year), path_of(out)):
        click.echo(line)


for command in (*TABLE_COMMANDS, *COLLECTION_COMMANDS):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0, 2 for a user's mistake, 1 for ours, 130 after Ctrl-C."""
    search_seldom()
    _open_streams()
    os.environ.setdefault("MPLCONFIGDIR", str(BUILD / "matplotlib"))  # nothing of ours lands in the user's home
    try:
        result = cli.main(arguments, prog_name="python -m generator", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        return _complain("中断しました。書きかけのファイルは残していません。", EXIT_INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        return _complain(error.format_message(), EXIT_USER_ERROR)
    except (UserError, OSError, click.UsageError) as error:
        return _complain(_mistake(error), EXIT_USER_ERROR)
    except Exception as error:  # any other exception is a bug: save the traceback, print a short message
        return _complain(our_error(error), EXIT_OUR_ERROR)
    return result if isinstance(result, int) else 0


def _open_streams() -> None:
    """Let the streams take any character; one that was closed before we began takes what it is given nowhere."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # open until the end
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a terminal that knows no Japanese


def _complain(message: object, code: int) -> int:
    click.echo(str(message), err=True)
    return code


def _mistake(error: UserError | OSError | click.UsageError) -> UserError:
    if isinstance(error, UserError):
        return error
    if isinstance(error, OSError):
        let_go(sys.stdout)
        return unmanageable(error)
    command = error.ctx.command_path if error.ctx else "python -m generator"
    return UserError(
        "命令の書き方が正しくありません。",
        where=command,
        found=plain(" ".join(sys.argv[1:])),
        remedy=f"{command} --help で書き方を確かめてください。",
    )
