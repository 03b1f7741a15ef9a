"""Settings that caches are keyed by have a hash."""

from __future__ import annotations

from generator.config.config import load_config


def test_a_questionnaire_is_a_key() -> None:
    """The patterns of a form are made once for each questionnaire, whatever its parts are."""
    assert len({load_config().questionnaire, load_config().questionnaire}) == 1
