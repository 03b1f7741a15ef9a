"""What one entry alone cannot show: names that must exist elsewhere, sets that must be complete."""

from generator.config.checks.editions import check_edition
from generator.config.checks.metrics import check_metrics, check_themes
from generator.config.checks.places import check_groupings, check_prefectures
from generator.config.checks.sections import check_sections

__all__ = [
    "check_edition",
    "check_groupings",
    "check_metrics",
    "check_prefectures",
    "check_sections",
    "check_themes",
]
