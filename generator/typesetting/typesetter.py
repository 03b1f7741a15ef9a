"""Lays out a page, here or in a second process that loads WeasyPrint ahead of time."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final, Protocol

from generator.errors import PublishError, UserError
from generator.typesetting.attachments import DataFile
from generator.typesetting.info import PdfInfo

_PATIENCE: Final = 5.0


class LaidOut(Protocol):
    """A document that is laid out, or being laid out, and can be written once."""

    def write(self, *, info: PdfInfo, attachments: Sequence[DataFile] = ()) -> bytes:
        """Return the PDF. Raises PublishError, also for what went wrong in the layout."""


class Typesetter(Protocol):
    """Lays out documents."""

    def lay_out(self, html: str) -> LaidOut:
        """Begin with a document whose relative references start from templates/."""


class Here:
    """Lays out in this process."""

    def lay_out(self, html: str) -> LaidOut:
        """Lay out at once."""
        from generator.typesetting.pdf import (  # noqa: PLC0415  # loading it takes as long as drawing the charts
            render,
        )

        return render(html)


class _Ahead:
    """Lays out one document at a time in a process of its own; meanwhile this one checks the page and writes the data."""

    def __init__(self) -> None:
        context = get_context("fork")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._line), daemon=True)
        self._process.start()
        theirs.close()

    def lay_out(self, html: str) -> LaidOut:
        """Hand the document over and return at once."""
        self._send(html)
        return self

    def write(self, *, info: PdfInfo, attachments: Sequence[DataFile] = ()) -> bytes:
        """Wait for the PDF."""
        self._send((info, tuple(attachments)))
        try:
            answer: bytes | Exception = self._line.recv()
        except (EOFError, OSError):
            raise PublishError(
                "組版の処理が途中で止まりました。",
                where="この資料を組む処理",
                found="応答なし",
                remedy="メモリーの空きを確かめて、もう一度実行してください。",
            ) from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _send(self, what: object) -> None:
        with suppress(OSError):  # it died in between: :meth:`write` will find out
            self._line.send(what)

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._line.close()
        self._process.terminate()
        self._process.join(_PATIENCE)


@contextmanager
def typesetter() -> Iterator[Typesetter]:
    """Give the quickest typesetter of this machine for one document; to be asked for before anything heavy is loaded."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        yield Here()
        return
    ahead = _Ahead()
    try:
        yield ahead
    finally:
        ahead.close()


def _serve(line: Connection, theirs: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which ends this one
    theirs.close()  # or the end of the main process would not be noticed
    with suppress(EOFError, OSError):
        with suppress(Exception):  # whatever is wrong will be told of the real page
            _warm_up()
        while True:
            html: str = line.recv()
            line.send(_answer(line, html))


def _warm_up() -> None:
    """Make a page of one line in the brief's style: it loads the libraries and the typeface and reads the style sheets."""
    from generator.document.environment import (  # noqa: PLC0415  # nothing to do with the fork
        make_environment,
        render,
    )

    styles = render(make_environment(), "document/styles.html.j2")
    page = f'<html lang="ja"><head><title>0</title>{styles}</head><body><h1>0</h1><p><b>0</b></p></body></html>'
    Here().lay_out(page).write(info=PdfInfo("0", "0", "0", (), "ja", date(1, 1, 1)))


def _answer(line: Connection, html: str) -> bytes | Exception:
    try:
        document: LaidOut | Exception = Here().lay_out(html)
    except UserError as error:
        document = error
    except Exception:
        document = RuntimeError(traceback.format_exc())
    info, attachments = line.recv()
    if isinstance(document, Exception):
        return document
    try:
        return document.write(info=info, attachments=attachments)
    except UserError as error:
        return error
    except Exception:
        return RuntimeError(traceback.format_exc())
