"""The dataset's contract: tables, columns and codes that other tools read. Names here are fixed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from generator.dataset.practice.contract import PRACTICE_TABLES


class Kind(StrEnum):
    """What a respondent is."""

    MUNICIPALITY = "municipality"
    GROUP = "group"
    PREFECTURE = "prefecture"
    MEMBER = "member"


class Programme(StrEnum):
    """The three programmes of the form."""

    CHIIKIRYOKU = "chiikiryoku"
    TAKIKAN = "takikan"
    TODOFUKEN = "todofuken"


class Contract(StrEnum):
    """How a programme is run."""

    DIRECT = "direct"
    OUTSOURCED = "outsourced"
    MIXED = "mixed"
    SUBSIDISED = "subsidised"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """What stands behind an indicator's value."""

    REPORTED = "reported"
    CORRECTED = "corrected"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class DoubtState(StrEnum):
    """What has become of the doubt about a figure."""

    OPEN = "open"
    ASKED = "asked"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    WAIVED = "waived"


QUERIED: Final = frozenset({DoubtState.OPEN, DoubtState.ASKED})
"""Figures that are to be asked about, or are being asked about: each carries 「?」 wherever it is printed."""


class Assessment(StrEnum):
    """What came of a numeric target."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"


RESPONDENTS: Final = (
    "code", "prefecture_code", "prefecture", "name", "kind", "parent", "municipalities", "chiikiryoku", "takikan",
    "todofuken", "department", "phone", "url", "as_of", "line_start", "line_end", "members",
)  # fmt: skip
INDICATORS: Final = ("code", "metric", "value", "unit", "printed", "line", "status", "note")
PROJECTS: Final = (
    "code",
    "programme",
    "implementer",
    "contractor",
    "contract",
    "project_name",
    "line",
    "contractor_type",
    "remark",
)
TARGETS: Final = (
    "code", "id", "programme", "indicator", "category", "target", "target_unit", "target_line", "result", "result_unit",
    "result_line", "conversion", "converted", "assessment", "basis", "note", "remark",
)  # fmt: skip
THEMES: Final = ("code", "theme", "mentions", "lines")
DOCUMENTS: Final = ("document", "kind", "file", "sha256", "pages", "received_on")
PLACES: Final = ("line_start", "line_end", "document", "page", "sheet", "cell")

TABLES: Final = {
    "respondents": RESPONDENTS,
    "indicators": INDICATORS,
    "projects": PROJECTS,
    "targets": TARGETS,
    "themes": THEMES,
    **PRACTICE_TABLES,
}

PLACE_TABLES: Final = {"documents": DOCUMENTS, "places": PLACES}
"""Where the lines that the tables cite stand in the documents that were read."""

UNITS: Final = {
    "population": "人",
    "households": "世帯",
    "aging_rate": "％",
    "welfare_rate": "‰",
    "area": "k㎡",
    "association_rate": "％",
    "elementary_schools": "校",
    "junior_high_schools": "校",
    "support_centers_direct": "か所",
    "support_centers_outsourced": "か所",
    "support_centers_total": "か所",
    "self_reliance_direct": "か所",
    "self_reliance_outsourced": "か所",
    "self_reliance_total": "か所",
    "coordinators": "人",
}
METRICS: Final = tuple(UNITS)

CATEGORIES: Final = ("相談", "研修・講座", "会議・連携", "拠点・居場所", "人材・担い手", "周知", "その他")
BASES: Final = (
    "stated", "compared", "partial_year", "range", "no_result", "counted_otherwise", "other_unit", "other_year",
)  # fmt: skip
OPEN_BASES: Final = ("partial_year", "no_result", "counted_otherwise", "other_unit", "other_year")
"""Why a target can be undetermined; ``range`` too, where the bounds fall on both sides."""
UNCOMPARED: Final = frozenset({"counted_otherwise", "other_unit", "other_year"})
"""Bases on which a printed result is not set beside its target."""
MANIFOLD: Final = 3
"""A result more than so many times its target is taken to count otherwise."""
REMARK_LONGEST: Final = 25
"""How many characters of a target's remark its place in the brief holds in two lines."""
UNKNOWN_TYPE: Final = "不明"
CONTRACTOR_TYPES: Final = (
    "社会福祉協議会", "社会福祉法人", "NPO法人", "医療法人", "株式会社等", "社団・財団法人", "協同組合", "その他法人",
    "直営", "複数", UNKNOWN_TYPE,
)  # fmt: skip
DIGITS: Final = 12
DECIMALS: Final = 6
"""How many digits a figure may have before and behind its decimal point."""
UNSURE: Final = "要確認"
"""What ingest writes in front of a note that an editor is to look at."""
MEMBERS_APART: Final = "、"
"""What parts the names of a joint form's members."""
