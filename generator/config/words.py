"""Short words printed in charts and table labels; sentences live in templates."""

from __future__ import annotations

from generator.config.settings import Settings, Text


class Words(Settings):
    """config/words.yaml"""

    everyone: Text
    volume: Text
    nation: Text
    median: Text
    lacking: Text
    not_applicable: Text
    single_value: Text
    log_scale: Text
    few_named: Text
    direct: Text
    outsourced: Text
    total: Text
    target_line: Text
    share_head: Text
    pair_head: Text
    in_volume: Text
    not_in_volume: Text
    support_centers: Text
    self_reliance: Text
    met: Text
    not_met: Text
    undetermined: Text
