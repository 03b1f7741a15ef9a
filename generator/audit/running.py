"""The commands of this stage: audit, datapackage, inquiry and the import of its answers. Each returns lines to show."""

from __future__ import annotations

from pathlib import Path

from generator.audit.datapackage import datapackage_text
from generator.audit.judging import Judged, judge, require_clean
from generator.audit.report import report_json, report_lines
from generator.audit.registry import EDITION
from generator.config.config import Config, load_config
from generator.dataset.loading import load_dataset
from generator.dataset.records import Dataset
from generator.paths import BUILD, DATA, shown
from generator.publish.files import write_whole
from generator.regions import require_in_volume, resolve_prefecture


def run_audit(pref: str, year: int | None, *, data: Path = DATA, build: Path = BUILD) -> tuple[list[str], Dataset, Config]:
    """Write build/<year>/audit.json and return the report of the prefecture, or of all without one."""
    raise NotImplementedError
