"""Who answered: the identity behind each form, with the codes of the configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.config import Config
from generator.config.edition import LostHeader
from generator.config.places import Municipality
from generator.dataset.contract import Kind, Programme
from generator.errors import ConfigError, SourceError
from generator.ingest.document.source import SourceDocument
from generator.ingest.form.cut import Form
from generator.ingest.form.header import Header, read_header
from generator.ingest.form.owners import Owners
from generator.paths import shown

_MOST: Final = 5
"""So many places are told of a fault."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One respondent: a form, or a member municipality that a prefecture's form prints (``form`` is the parent's).

    ``name`` is that of the table of codes, ``header.name`` what the form prints.
    """

    code: str
    prefecture_code: str
    name: str
    kind: Kind
    parent: str
    municipalities: int
    header: Header
    form: Form

    @property
    def marks(self) -> frozenset[Programme]:
        """The programmes marked for the respondent; the prefectural one is never a member's."""
        marks = self.header.marks
        return marks - {Programme.TODOFUKEN} if self.kind is Kind.MEMBER else marks

    @property
    def is_nameless(self) -> bool:
        """Whether a form without a municipality's name is taken for the prefecture's, though that runs no programme."""
        runs = Programme.TODOFUKEN in (*self.header.marks, *self.form.programmes)
        return self.kind is Kind.PREFECTURE and not self.header.name and not runs

    @property
    def owners(self) -> Owners:
        """The names that figures of the form may be printed under."""
        members = self.header.members if self.kind is Kind.PREFECTURE else ()
        own = filter(None, (self.header.prefecture, self.name, self.header.name))
        return Owners(tuple(dict.fromkeys(own)), members)


def identify(forms: Sequence[Form], source: SourceDocument, *, config: Config) -> tuple[Identity, ...]:
    """Return every respondent in the order of the document, members after the form that prints them.

    A group of towns without a code of its own gets ``G`` + prefecture code + serial. Raises ConfigError for a
    municipality without a row in the table of codes and for a lost header that no form has lost, and SourceError for
    an unknown prefecture, two forms of one respondent, or a form without header that the edition does not describe.
    """
    found: list[Identity] = []
    for form, header in zip(forms, _headers(forms, source, config=config), strict=True):
        where = source.at(form.line_start)
        found.extend(_identities(form, header, _Codes(config, where), serial=_serial(found, header)))
    _check_distinct(found, source)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Codes:
    """The table of codes, for the form at ``where``."""

    config: Config
    where: str

    def prefecture(self, name: str) -> str:
        code = next((place.code for place in self.config.prefectures.values() if place.name == name), None)
        if code is None:
            raise SourceError(
                "都道府県名を読み取れません。",
                where=self.where,
                found=name or "（空欄）",
                expected="47都道府県のいずれかの名",
                remedy="個票の「都道府県名」の欄を確かめてください。",
            )
        return code

    def municipality(self, prefecture: str, name: str) -> Municipality:
        try:
            return self.config.municipality(prefecture, name)
        except ConfigError as error:
            raise ConfigError(
                error.what,
                where=f"{error.where}（原資料は {self.where}）",
                found=error.found,
                expected=error.expected,
                remedy=error.remedy,
            ) from error


def _headers(forms: Sequence[Form], source: SourceDocument, *, config: Config) -> list[Header]:
    """Return the header of each form; a lost one is what the edition says of the form that begins on that line."""
    read = {form.line_start: read_header(form) for form in forms}
    without = [line for line, header in read.items() if header is None]
    # Lines of a volume mean nothing in a folder of answers.
    losses = () if source.several else config.edition.lost_headers
    stated = {lost.line: lost for lost in losses}
    file = shown(config.edition_file)
    unstated = [line for line in without if line not in stated]
    if unstated:
        raise SourceError(
            "見出しの表（都道府県名・市区町村名など）のない個票があります。",
            where="、".join(source.at(line) for line in unstated[:_MOST]),
            found=f"見出しのない個票 {len(without)}件、うち lost_headers にないもの {len(unstated)}件",
            expected=f"lost_headers の line が、個票の最初の行（{unstated[0]} など）",
            remedy=f"{file} に次のように書いてください。 lost_headers: [{{line: {unstated[0]}, prefecture: 都道府県名, "
            "name: 市区町村名, programmes: [chiikiryoku, takikan], reason: 判断の理由}]",
        )
    astray = [lost for lost in losses if lost.line not in without or stated[lost.line] is not lost]
    if astray:
        raise ConfigError(
            "lost_headers に、当たる個票のない項目があります。",
            where=f"{file} の lost_headers",
            found="、".join(f"{lost.line}行目 {lost.prefecture}{lost.name}" for lost in astray[:_MOST]),
            expected=f"見出しのない個票の最初の行（{'、'.join(map(str, without)) or '見出しのない個票はない'}）に1件ずつ",
            remedy="line を個票の最初の行に直すか、その項目を除いてください。",
        )
    return [header or _restored(stated[line]) for line, header in read.items()]


def _restored(lost: LostHeader) -> Header:
    marks = frozenset(Programme(name) for name in lost.programmes)
    return Header(lost.prefecture, lost.name, (), marks, department="", phone="", url="")


def _serial(found: Sequence[Identity], header: Header) -> int:
    """Return the number of the next group in the prefecture."""
    return 1 + sum(i.kind is Kind.GROUP and i.header.prefecture == header.prefecture for i in found)


def _identities(form: Form, printed: Header, codes: _Codes, *, serial: int) -> Iterator[Identity]:
    area = codes.prefecture(printed.prefecture)
    members = tuple(dict.fromkeys(codes.municipality(printed.prefecture, name) for name in printed.members))
    header = replace(printed, members=tuple(member.name for member in members))

    def identity(code: str, name: str, kind: Kind, *, count: int, parent: str = "") -> Identity:
        return Identity(code, area, name, kind, parent, count, header, form)

    if _is_prefecture(form, header):
        code = codes.municipality(header.prefecture, "").code
        yield identity(code, header.prefecture, Kind.PREFECTURE, count=0)
        for member in members:
            yield identity(member.code, member.name, Kind.MEMBER, count=1, parent=code)
    elif len(members) > 1:
        yield identity(f"G{area}{serial:02d}", header.name, Kind.GROUP, count=len(members))
    else:
        row = members[0] if members else codes.municipality(header.prefecture, header.name)
        yield identity(row.code, row.name, Kind.MUNICIPALITY, count=1)


def _is_prefecture(form: Form, header: Header) -> bool:
    """Whether a prefecture answers for itself.

    It names no municipality, or only itself; or it lists municipalities of an area while it runs the prefectural
    programme. A list of towns without that programme is a group that answers together.
    """
    if not header.members:
        return header.name in ("", header.prefecture)
    return Programme.TODOFUKEN in header.marks or Programme.TODOFUKEN in form.programmes


def _check_distinct(found: Sequence[Identity], source: SourceDocument) -> None:
    seen: dict[str, Identity] = {}
    for identity in found:
        before = seen.setdefault(identity.code, identity)
        if before is not identity:
            raise SourceError(
                f"同じ回答者の個票が二つあります（{identity.header.prefecture}{identity.name}）。",
                where=source.at(identity.form.line_start),
                found=f"最初の個票は {source.at(before.form.line_start)} から",
                remedy="原資料に重複がないか、市区町村名の欄が正しいかを確かめてください。",
            )
