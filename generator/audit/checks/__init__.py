"""All checks. Importing this package enters them in the registry."""

from generator.audit.checks import (
    counts,
    editions,
    figures,
    forms,
    printed,
    projects,
    summaries,
    targets,
    waivers,
)

__all__ = ["counts", "editions", "figures", "forms", "printed", "projects", "summaries", "targets", "waivers"]
