"""What is typed at the command line: read, or refused with what to type instead."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import click

from generator.errors import RegionError, UserError


class Commands(click.Group):
    """The group of commands, with a Japanese word for one that does not exist."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names. Raises UserError."""
        if self.get_command(ctx, args[0]) is None:
            names = "、".join(self.list_commands(ctx))
            raise UserError(
                "そのような命令はありません。",
                where="命令",
                found=plain(args[0]),
                expected=names,
                remedy="make help で命令の一覧を確かめてください。",
            )
        return super().resolve_command(ctx, args)


def plain(text: str) -> str:
    """Return what was typed, short and without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else "�" for letter in text[:60])


def year_of(text: str | None) -> int | None:
    """Return the year that was typed, None for none. Raises RegionError."""
    if not text or not text.strip():
        return None
    digits = text.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if digits.isascii() and digits.isdigit() and len(digits) == 4:
        return int(digits)
    raise RegionError(
        "年度は西暦4桁で指定してください。",
        where="YEAR",
        found=plain(text),
        expected="西暦4桁",
        remedy="例: YEAR=2018（平成30年度）。指定しなければ、最も新しい年度とします。",
    )


def path_of(text: str | None) -> Path | None:
    """Return the path that was typed, None for none."""
    return Path(text) if text and text.strip() else None


def is_set(text: str, name: str) -> bool:
    """Return whether a switch was typed as 1; 0 and nothing leave it off. Raises RegionError for anything else."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if typed in ("", "0"):
        return False
    if typed == "1":
        return True
    raise RegionError(
        f"{name} は 1 か 0 です。", where=name, found=plain(text), expected="1", remedy=f"例: {name}=1。しないときは、指定しません。"
    )


def passphrase() -> str:
    """Return the passphrase of a key: PASSPHRASE, or what is typed unseen where somebody sits at the keyboard.

    It is no option: those stand in the list of processes.
    """
    given = os.environ.get("PASSPHRASE")
    if given is None and sys.stdin is not None and sys.stdin.isatty():
        typed: str = click.prompt("鍵の合い言葉", hide_input=True, default="", show_default=False)
        return typed
    return given or ""
