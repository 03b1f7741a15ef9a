"""Strict settings: ``config/`` to one frozen :class:`Config`."""

from generator.config.config import Config, load_config
from generator.config.edition import Edition
from generator.config.edition_files import edition_years
from generator.config.metrics import Metric
from generator.config.places import Group, Groupings, Municipality, Prefecture
from generator.config.themes import Theme

__all__ = [
    "Config",
    "Edition",
    "Group",
    "Groupings",
    "Metric",
    "Municipality",
    "Prefecture",
    "Theme",
    "edition_years",
    "load_config",
]
