"""All checks. Importing this package enters them in the registry."""

from generator.audit.checks import (
    as_printed,
    bases,
    counts,
    editions,
    figures,
    forms,
    projects,
    summaries,
    targets,
    waivers,
)

__all__ = [
    "as_printed",
    "bases",
    "counts",
    "editions",
    "figures",
    "forms",
    "projects",
    "summaries",
    "targets",
    "waivers",
]
