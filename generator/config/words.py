"""Short words printed in charts and table labels; sentences live in templates."""

from __future__ import annotations

from generator.config.settings import Settings, Text


class Words(Settings):
    """config/words.yaml"""

    everyone: Text
    volume: Text
    overview: Text
    covered: Text
    nation: Text
    median: Text
    lacking: Text
    not_applicable: Text
    log_scale: Text
    few_named: Text
    in_volume: Text
    not_in_volume: Text
    whole: Text
    respondents: Text
    dedicated: Text
    concurrent: Text
    unstated: Text
    one_mark: Text
    sites: Text
    number_unknown: Text
    none_posted: Text
    without_takikan: Text
    equivalents: Text
