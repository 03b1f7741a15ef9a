"""Small made-up forms, in the layout of the survey, and shortcuts to read parts of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from generator.config import Config, load_config
from generator.config.edition import LostHeader
from generator.ingest.document.source import SourceDocument, read_source
from generator.ingest.document.stream import Span, TextStream, build_flow
from generator.ingest.form.cut import Form, split_forms
from generator.ingest.form.labels import labels_of
from generator.ingest.form.region import Region, region_of
from generator.ingest.rows import RespondentReading, read_document

PREFECTURES: Final = ("青森県", "岩手県", "宮城県", "東京都")

BASICS: Final = """\
人口 12,345（人） 世帯数 4,321（世帯）
高齢化率 31.5（％） 生活保護受給率 9.2（‰） 面積 100.25（k ㎡）
地縁組織（自治会、町内会等）加入率 71.5 (％) 公立小学校数 7(校) 公立中学校数 3(校)
地域包括支援センター 直営：4 か所
生活困窮者自立相談支援事業 委託：2 か所（見本会）"""

FORM: Final = """\
{title}
都道府県名 {prefecture} 市区町村名 {name}
実施事業※ 地域力強化推進事業 {chiikiryoku}
多機関の協働による
包括的支援体制構築事業
{takikan} 都道府県事業 {todofuken}
※実施している事業の右側に○を記入してください。
担当部署名 {department} 電話番号 {phone}
参考 URL {url}
１．自治体の基本情報等
１－１．自治体の基本情報{as_of}
{basics}
１－２．地域の特徴（地域性、地場産業、観光等）
見本の町である。
２．事業を実施する上でのビジョンについて
本事業に取
り組む目的・
狙い
見本の狙い。
本 事 業 を 通
じて人と地域
に起こしたい
変化
見本の変化。
{chapters}
５．成果目標の達成状況
見本の成果。"""

CHIIKIRYOKU: Final = """\
３．地域力強化推進事業について
①実施主体（委託先） {implementer}
②事業名 {project}
③事業実施の必要性
見本の必要性。"""

TAKIKAN: Final = """\
４．多機関の協働による包括的支援体制構築事業について
①実施主体（委託先） {implementer}
②事業名 {project}
③事業実施の必要性、
体制等
見本の必要性。
④相談支援包括化推
進員の配置予定人
数
{coordinators}
⑤相談支援包括化推
進員の経歴等
社会福祉士"""

_DEFAULTS: Final[Mapping[str, str]] = {
    "title": "岩手県 花巻市",
    "prefecture": "岩手県",
    "name": "花巻市",
    "chiikiryoku": "○",
    "takikan": "○",
    "todofuken": "",
    "department": "福祉課",
    "phone": "0000-00-0000",
    "url": "",
    "as_of": "",
    "basics": BASICS,
}


LABELS: Final = labels_of(load_config(year=2018).questionnaire)


def chiikiryoku(*, implementer: str = "花巻市", project: str = "見本事業") -> str:
    """Return a 地域力強化 chapter."""
    return CHIIKIRYOKU.format(implementer=implementer, project=project)


def takikan(*, implementer: str = "花巻市", project: str = "見本事業", coordinators: str = "２名") -> str:
    """Return a 多機関 chapter."""
    return TAKIKAN.format(implementer=implementer, project=project, coordinators=coordinators)


def form(*, chapters: str | None = None, **parts: str) -> str:
    """Return the text of one form; ``parts`` replace what is in ``_DEFAULTS``."""
    text = f"{chiikiryoku()}\n{takikan()}" if chapters is None else chapters
    return FORM.format(**{**_DEFAULTS, **parts}, chapters=text)


def source(text: str) -> SourceDocument:
    """Return a document of a text."""
    return SourceDocument("見本.txt", build_flow(text.split("\n")))


def forms(text: str) -> tuple[Form, ...]:
    """Return the forms of a text."""
    return split_forms(source(text), prefectures=PREFECTURES, labels=LABELS)


def one_form(**parts: str) -> Form:
    """Return a single form made of parts."""
    return forms(form(**parts))[0]


@cache
def real_config() -> Config:
    """Return the project's own settings."""
    return load_config(year=2018)


def config(*lost: LostHeader) -> Config:
    """Return the project's settings for made-up forms, of which no other headers are lost than these."""
    settings = real_config()
    return replace(settings, edition=settings.edition.model_copy(update={"lost_headers": lost}))


def answers(text: str) -> tuple[RespondentReading, ...]:
    """Return what the respondents of a text answered."""
    return read_document(source(text), config=config())


def region(text: str, *, dates: bool = True) -> Region:
    """Return a region of a text that stands behind a label."""
    flow = _labelled(text)
    return region_of(flow, Span(2, len(flow.text)), dates=dates)


def _labelled(text: str) -> TextStream:
    return build_flow(f"項目 {text}".split("\n"))


def real_path() -> Path:
    """Return the real document; skips the test where it is absent."""
    default = Path(__file__).resolve().parents[2].parent / "shared" / "source" / "h30-kohyo.txt"
    path = Path(os.environ.get("KOHYO_SOURCE", default))
    if not path.is_file():
        pytest.skip(f"the source document is not here: {path} (set KOHYO_SOURCE)")
    return path


@cache
def _real() -> tuple[str, ...]:
    return read_source(real_path()).lines


def real_lines() -> list[str]:
    """Return the lines of the real document, for a test to change."""
    return list(_real())
