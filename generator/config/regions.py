"""What a user calls a region, resolved to one prefecture or one group. The input is not trusted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from generator.config.config import Config
from generator.config.edition import Edition
from generator.config.place_names import places_called, places_in_short
from generator.config.places import Group, Municipality, Prefecture
from generator.config.quoting import echo, near
from generator.errors import RegionError
from generator.everyday import everyday

LONGEST: Final = 40
_SUFFIXES: Final = {"都": "to", "府": "fu", "県": "ken"}
_SEPARATORS = re.compile(r"[\s,、。・/;|&+]+")
_HOW_PREFECTURE: Final = "例: make brief PREF=岩手（岩手県、いわて、iwate、03 も可）"
_HOW_GROUP: Final = "例: make brief GROUP=東北（東北地方、tohoku も可）"


def resolve_prefecture(text: str | None, config: Config) -> Prefecture:
    """Return the prefecture that 岩手, 岩手県, いわて, イワテ, いわてけん, iwate, Iwate-ken, 03, 3 or ０３ names.

    Raises RegionError when the text is empty, names several, or none (with at most three near matches).
    """
    if text is None or not _normal(text):
        raise RegionError(
            "都道府県が指定されていません。", where="PREF", expected="都道府県を1つ", remedy=_HOW_PREFECTURE
        )
    names = {name: place for place in config.prefectures.values() for name in _prefecture_names(place)}
    found = names.get(_normal(text))
    if found is not None:
        return found
    _refuse_several(text, {name: place.name for name, place in names.items()})
    raise _unknown_prefecture(text, config)


def resolve_group(text: str | None, config: Config) -> Group:
    """Return the group that 東北, 東北地方, tohoku or G_東北 names.

    Raises RegionError when the text is empty, names several, or none (with at most three near matches).
    """
    if text is None or not _normal(text):
        raise RegionError("ブロックが指定されていません。", where="GROUP", expected="ブロックを1つ", remedy=_HOW_GROUP)
    names = {_normal(name): group for group in config.groupings.groups for name in group.names}
    key = re.sub(r"^g[_-]", "", _normal(text)).replace("-", "_")
    if key in names:
        return names[key]
    _refuse_several(text, {name: group.name for name, group in names.items()}, kind="ブロック", where="GROUP")
    raise _unknown_group(text, config)


def require_in_volume(prefecture: Prefecture, edition: Edition) -> None:
    """Raise RegionError when the edition's volume does not hold the prefecture."""
    if prefecture.name not in edition.prefectures_in_volume:
        raise RegionError(
            f"{prefecture.name}の資料は作れません。{edition.source.volume}に入っていない都道府県です。",
            where="PREF",
            found=prefecture.name,
            expected="、".join(edition.prefectures_in_volume),
            remedy=f"上の都道府県から選んでください。{prefecture.name}が事業を実施したかどうかは、この分冊からは分かりません。",
        )


def require_group_in_volume(group: Group, edition: Edition) -> None:
    """Raise RegionError when the edition's volume holds no member of the group."""
    held = edition.prefectures_in_volume
    if not any(member.startswith(name) for member in group.members for name in held):
        raise RegionError(
            f"{group.name}の資料は作れません。{edition.source.volume}に、このブロックの都道府県が入っていません。",
            where="GROUP",
            found=group.name,
            expected="、".join(held),
            remedy="上の都道府県を含むブロックを選んでください。実施したかどうかは、この分冊からは分かりません。",
        )


def _normal(text: str) -> str:
    """Return the text in half width, small letters, hiragana, without marks over letters and blanks around."""
    if len(text) > LONGEST * 4:
        return text[: LONGEST * 4]
    plain = unicodedata.normalize("NFKC", everyday(text)).strip().casefold()
    letters = unicodedata.normalize("NFKD", plain)
    if letters.isascii() or not any("\u3040" <= character <= "\u30ff" for character in plain):
        plain = "".join(character for character in letters if not unicodedata.combining(character))
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in plain)


def _prefecture_names(place: Prefecture) -> tuple[str, ...]:
    suffix = _SUFFIXES.get(place.name[-1], "")
    romaji = [place.romaji + mark + suffix for mark in ("", "-", "_", " ")] if suffix else []
    numbers = [place.code, str(int(place.code))]
    return (place.name, place.short, place.kana, place.kana_full, place.romaji, *romaji, *numbers)


def _refuse_several(text: str, names: dict[str, str], *, kind: str = "都道府県", where: str = "PREF") -> None:
    parts = _SEPARATORS.split(_normal(text))
    found = dict.fromkeys(names[part] for part in parts if part in names)
    if len(found) > 1:
        raise RegionError(
            f"{kind}が{len(found)}つ指定されています。",
            where=where,
            found=echo(text.strip()),
            expected=f"{kind}を1つ",
            remedy=f"{'、'.join(list(found)[:3])}を、1つずつ別に指定してください。",
        )


def _unknown_prefecture(text: str, config: Config) -> RegionError:
    wanted = _normal(text)
    names = {name: place.name for place in config.prefectures.values() for name in _prefecture_names(place)}
    words = [name for name in names if not name.isdigit()]
    short = _homes(places_in_short(text, config.municipalities.values())) if len(text) <= LONGEST else ""
    return RegionError(
        f"「{echo(text.strip())}」という都道府県はありません。",
        where="PREF",
        found=echo(text.strip()),
        expected="47都道府県の1つ",
        remedy=_meant_otherwise(text, config) or _joined(short, _meant(wanted, words, names)),
    )


def _unknown_group(text: str, config: Config) -> RegionError:
    wanted = _normal(text)
    names = {_normal(name): group.name for group in config.groupings.groups for name in group.names}
    places = {name: place.name for place in config.prefectures.values() for name in _prefecture_names(place)}
    is_prefecture = (
        f"都道府県の名です。make brief PREF={places[wanted]} と指定してください。" if wanted in places else ""
    )
    return RegionError(
        f"「{echo(text.strip())}」というブロックはありません。",
        where="GROUP",
        found=echo(text.strip()),
        expected="、".join(group.name for group in config.groupings.blocks.groups) + "など（config/groupings.yaml）",
        remedy=is_prefecture or _meant(wanted, names, names) + _HOW_GROUP,
    )


def _meant_otherwise(text: str, config: Config) -> str:
    """Return what to do when the text names a municipality or a block instead of a prefecture."""
    if len(text) > LONGEST:
        return ""
    homes = _homes(places_called(text, config.municipalities.values()))
    if homes:
        return homes
    wanted = _normal(text)
    for group in config.groupings.groups:
        if wanted in {_normal(name) for name in group.names}:
            return f"ブロックの名です。make brief GROUP={group.short} と指定してください。"
    return ""


def _homes(places: Iterable[Municipality]) -> str:
    """Return which prefectures to call for some municipalities; empty for none."""
    homes = list(dict.fromkeys(place.prefecture for place in places))
    if not homes:
        return ""
    return f"{'、'.join(homes[:3])}の市町村です。都道府県を指定してください。例: make brief PREF={homes[0]}"


def _joined(short: str, meant: str) -> str:
    """Return both hints, the municipality's first; how to call a prefecture where there is no other example."""
    return f"{short}。{meant}" if short else meant + _HOW_PREFECTURE


def _meant(wanted: str, words: Iterable[str], names: dict[str, str]) -> str:
    matches = dict.fromkeys(names[match] for match in near(wanted, words, limit=10))
    listed = "、".join(list(matches)[:3])
    return f"もしかして: {listed}。" if listed else ""
