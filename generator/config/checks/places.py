"""Prefectures and groups: complete, without collisions, all names known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from generator.config.checks.complaints import Complaints
from generator.config.places import Group, Groupings, Prefecture, Scheme
from generator.config.yaml_lines import Trail

PREFECTURES: Final = 47


def check_prefectures(prefectures: Sequence[Prefecture], *, file: Path) -> None:
    """47 prefectures with codes 01–47; no name, spelling or tile twice. Raises ConfigError."""
    complaints = Complaints(file)
    trail = ("prefectures",)
    expected = [f"{number:02}" for number in range(1, PREFECTURES + 1)]
    codes = [place.code for place in prefectures]
    complaints.refuse_twice(codes, trail=trail, what="code「{}」")
    if codes != expected:
        missing = "、".join(code for code in expected if code not in codes)
        raise complaints.at(
            trail,
            "都道府県は、code の順に47並べてください。",
            found=f"{len(codes)}件",
            expected=f"足りない code: {missing}" if missing else "01 から 47 の順",
            remedy="行を書き加えるか、並べ直してください。",
        )
    for field in ("name", "short", "kana", "romaji"):
        values = [str(getattr(place, field)) for place in prefectures]
        complaints.refuse_twice(values, trail=trail, what=f"{field}「{{}}」")
    tiles = [f"column {place.tile.column}、row {place.tile.row}" for place in prefectures]
    complaints.refuse_twice(tiles, trail=trail, what="地図の位置（{}）")


def check_groupings(
    groupings: Groupings, *, prefectures: Sequence[Prefecture], municipalities: Iterable[str], file: Path
) -> None:
    """Names once; members known; ``covers_all`` holds every prefecture exactly once. Raises ConfigError."""
    complaints = Complaints(file)
    complaints.refuse_twice([scheme.key for scheme in groupings.schemes], trail=("schemes",), what="区分の key「{}」")
    known = {place.name for place in prefectures} | set(municipalities)
    seen: dict[str, str] = {}
    for number, scheme in enumerate(groupings.schemes):
        for inner, group in enumerate(scheme.groups):
            trail = ("schemes", number, "groups", inner)
            _check_names(group, trail=trail, seen=seen, complaints=complaints)
            _check_members(group, trail=(*trail, "members"), known=known, complaints=complaints)
        if scheme.covers_all:
            names = [place.name for place in prefectures]
            _check_cover(scheme, trail=("schemes", number), names=names, complaints=complaints)


def _check_names(group: Group, *, trail: Trail, seen: dict[str, str], complaints: Complaints) -> None:
    for name in group.names:
        if name in seen:
            raise complaints.at(
                trail,
                f"「{name}」という呼び方が、別のまとまりにもあります。",
                found=f"{seen[name]}と{group.name}",
                remedy="key、name、aliases のどれかを変えてください。",
            )
        seen[name] = group.name


def _check_members(group: Group, *, trail: Trail, known: set[str], complaints: Complaints) -> None:
    complaints.refuse_twice(group.members, trail=trail, what=f"「{group.name}」の members に「{{}}」")
    for number, member in enumerate(group.members):
        what = "都道府県又は市町村（岩手県盛岡市のように書く）"
        complaints.must_know(member, known, trail=(*trail, number), what=what)


def _check_cover(scheme: Scheme, *, trail: Trail, names: Sequence[str], complaints: Complaints) -> None:
    members = [member for group in scheme.groups for member in group.members]
    faults = (
        ([member for member in names if members.count(member) > 1], "が2つのまとまりに入っています"),
        ([member for member in members if member not in names], "は都道府県ではありません"),
        ([name for name in names if name not in members], "がどのまとまりにも入っていません"),
    )
    for found, what in faults:
        if found:
            raise complaints.at(
                trail,
                f"区分「{scheme.name}」: {'、'.join(found[:5])}{what}。",
                found=f"{len(found)}件",
                expected="47都道府県を1回ずつ（covers_all: true）",
                remedy="members を直すか、一部だけの区分なら covers_all を false にしてください。",
            )
