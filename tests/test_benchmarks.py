"""The made-up volume of the benchmarks follows the contract of the tables: make bench would stop at it otherwise."""

from __future__ import annotations

from pathlib import Path

from benchmarks.national import make_volume
from generator.brief.which_area import load_inputs


def test_a_made_up_volume_can_be_read(tmp_path: Path) -> None:
    """With all prefectures and as many respondents as were asked for."""
    config, data = make_volume(tmp_path, 50)
    inputs = load_inputs(2018, config=config, data=data)

    assert len(inputs.dataset.municipal()) == 50
    assert len(inputs.config.edition.prefectures_in_volume) == 47
    assert len(inputs.dataset.practice.practices) > 50 * 30
