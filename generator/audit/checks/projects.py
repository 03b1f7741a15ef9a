"""How the programmes are run, against the marks of the header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.audit.check import Doubt, Level, check
from generator.config.config import Config
from generator.dataset.contract import Contract, Kind, Programme
from generator.dataset.records import Dataset, Project

_OWN = "直営"
_GRANT = re.compile("補助|助成")


def _place(project: Project) -> tuple[int, ...]:
    return () if project.line is None else (project.line,)


@check(
    "A30-MARK-CHAPTER", Level.WARNING, "実施の印と章の食い違い",
    explanation="事業の章が記入されているのに表題の欄に実施の印（○）がないか、印があるのに章がない。",
    remedy="原資料の表題の欄と章を確かめる。資料では印に従う。印の付け忘れかどうかを疑義照会し、理由を waivers に書く。",
)  # fmt: skip
def mark_chapter(dataset: Dataset, config: Config) -> Iterator[Doubt]:
    """Find marks of the header that the chapters contradict."""
    chapters = {(project.code, project.programme): project for project in dataset.projects}
    for code, respondent in dataset.respondents.items():
        if respondent.kind is Kind.MEMBER:
            continue
        for programme in Programme:
            short = config.edition.programme_name(programme.value).short
            project = chapters.get((code, programme))
            if project is not None and programme not in respondent.programmes:
                yield Doubt(code, f"「{short}」の章はあるが、実施の印がない。", programme.value, _place(project))
            elif project is None and programme in respondent.programmes:
                yield Doubt(code, f"「{short}」の実施の印はあるが、章がない。", programme.value)


@check(
    "A31-CONTRACT", Level.WARNING, "実施の方法の食い違い",
    explanation="直営なのに委託先があるか、委託なのに委託先がないか、委託先の種別が実施の方法と合わない。"
    "団体の名だけがある欄を委託としたもの、補助の語（remark）のないものを補助としたものを含む。",
    remedy="原資料の実施主体の欄を確かめ、projects.csv を直す。",
)  # fmt: skip
def contract(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find ways of running a programme that the names contradict."""
    for project in dataset.projects:
        message = _contradiction(project)
        if message:
            yield Doubt(project.code, message, project.programme.value, _place(project))


def _contradiction(project: Project) -> str:
    if project.contract is Contract.DIRECT and project.contractor:
        return f"直営とあるが、委託先「{project.contractor}」がある。"
    if project.contract in (Contract.OUTSOURCED, Contract.MIXED) and not project.contractor:
        return "委託とあるが、委託先の名がない。"
    if project.contract is Contract.OUTSOURCED and project.contractor == project.implementer:
        return f"団体の名「{project.contractor}」だけがある。委託とは読めない。"
    if project.contract is Contract.SUBSIDISED and not (project.contractor and _GRANT.search(project.remark)):
        return "補助とあるが、補助の相手の名か、補助の語（remark）がない。"
    if (project.contract is Contract.DIRECT) != (project.contractor_type == _OWN):
        return f"実施の方法が{project.contract.value}、委託先の種別が「{project.contractor_type}」である。"
    return ""


@check(
    "A32-IMPLEMENTER", Level.NOTE, "実施主体の記入",
    explanation="実施主体の欄が空か、実施主体と委託先に同じ名があるか、実施の方法が読み取れない（unknown）。",
    remedy="資料では印字のとおり示す。自治体が実施主体かどうかを、次の照会のときに確かめる。",
)  # fmt: skip
def implementer(dataset: Dataset, _config: Config) -> Iterator[Doubt]:
    """Find programmes whose implementer is not clear."""
    for project in dataset.projects:
        if project.contract is Contract.UNKNOWN:
            message = "直営か委託かが読み取れない。"
        elif not project.implementer:
            message = "実施主体の名がない。"
        elif project.implementer == project.contractor:
            message = f"実施主体と委託先が同じ「{project.contractor}」である。"
        else:
            continue
        yield Doubt(project.code, message, project.programme.value, _place(project))


CHECKS: Final = (mark_chapter, contract, implementer)
