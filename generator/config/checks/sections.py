"""The list of sections against the templates that there are."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.config.checks.complaints import Complaints
from generator.config.quoting import hint
from generator.config.sections import Sections
from generator.paths import shown

FIRST: Final = "summary"
"""Page 1, which every brief begins with; the list does not name it."""
_ENDING: Final = ".html.j2"


def check_sections(sections: Sections, *, templates: Path, file: Path) -> None:
    """Every name a template of its own, none twice in a brief, page 1 not among them. Raises ConfigError."""
    complaints = Complaints(file)
    folder = templates / "document" / "sections"
    known = sorted(path.name.removesuffix(_ENDING) for path in folder.glob(f"*{_ENDING}"))
    used: set[str] = set()
    for scope in ("prefecture", "block", "nation"):
        names: tuple[str, ...] = getattr(sections, scope)
        used.update(names)
        complaints.refuse_twice(names, trail=(scope,), what="節「{}」")
        for number, name in enumerate(names):
            if name == FIRST:
                raise complaints.at(
                    (scope, number),
                    f"「{FIRST}」は1ページ目で、必ず初めに出ます。",
                    found=FIRST,
                    remedy=f"{scope} の一覧から「{FIRST}」を消してください。",
                )
            if name not in known:
                raise complaints.at(
                    (scope, number),
                    f"節「{name}」のテンプレートがありません。",
                    found=f"{shown(folder / name)}{_ENDING} がない",
                    expected="、".join(each for each in known if each != FIRST),
                    remedy=hint(name, known) or "その名のテンプレートを置くか、一覧から名を消してください。",
                )
    for number, name in enumerate(sections.optional):
        complaints.must_know(name, sorted(used), trail=("optional", number), what="節")
