"""Last year's tables under this year's codes, so that a renamed municipality is compared with itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.dataset.records import Dataset, Respondent
from generator.dataset.withholding import RespondentRows, join, split


def recoded(dataset: Dataset, codes: Mapping[str, str]) -> Dataset:
    """Return the dataset with the codes replaced (old to new) in every table; others and the order stay."""
    if not codes.keys() & dataset.respondents.keys():
        return dataset
    return join(dataset.year, tuple(_recoded(rows, codes) for rows in split(dataset)))


def _recoded(rows: RespondentRows, codes: Mapping[str, str]) -> RespondentRows:
    old = rows.respondent
    respondent: Respondent = replace(old, code=codes.get(old.code, old.code), parent=codes.get(old.parent, old.parent))
    code = respondent.code
    return replace(
        rows,
        respondent=respondent,
        indicators=tuple(replace(one, code=code) for one in rows.indicators),
        projects=tuple(replace(one, code=code) for one in rows.projects),
        targets=tuple(replace(one, code=code) for one in rows.targets),
        themes=tuple(replace(one, code=code) for one in rows.themes),
        corrections=tuple(replace(one, respondent=code) for one in rows.corrections),
        waivers=tuple(replace(one, respondent=code) for one in rows.waivers),
    )
