"""The short words of config/words.yaml have their only home there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import measured, page_of, real_areas, real_config, real_dataset

from generator.config import load_config
from generator.config.words import Words
from generator.config.yaml_loader import load_yaml
from generator.dataset.table_descriptions import table_descriptions
from generator.errors import ConfigError
from generator.paths import CONFIG, TEMPLATES

WORDS = load_config().words
AREA = "神奈川県"
FILE = CONFIG / "words.yaml"
REWORDED = (
    ("met: {sign: ●, word: 達成}", "met: {sign: ◎, word: 到達}", "◎到達"),
    ("not_met: {sign: ▲, word: 未達}", "not_met: {sign: ×, word: 届かず}", "×届かず"),
    ("planned: ○", "planned: △", "「△」予定・検討"),
    ("short: 幅の下限で比較", "short: 下の数と比較", "下の数と比較"),
)


@pytest.mark.parametrize("sign", ["●", "▲", "◇"])
def test_signs_are_typed_in_no_template(sign: str) -> None:
    """Whoever changes a sign in the settings changes it everywhere."""
    assert [path.name for path in TEMPLATES.rglob("*.j2") if sign in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("word", [one.short for one in WORDS.bases.values()])
def test_grounds_are_worded_in_no_template(word: str) -> None:
    """What an assessment rests on is worded once; ground and printed label share only 「個票の記述」 and the like."""
    said = [path.name for path in TEMPLATES.rglob("*.j2") if f'"{word}"' in path.read_text(encoding="utf-8")]

    assert said == []


def test_the_description_of_the_column_is_made_of_the_same_words() -> None:
    """Whoever opens targets.csv reads of a ground what the settings say."""
    basis = table_descriptions()["targets"].column("basis")

    assert basis is not None
    assert {f"{key}＝{words.column}" for key, words in WORDS.bases.items()} == set(basis.description.rstrip("。").split("、"))


@pytest.mark.parametrize(("old", "new", "printed"), REWORDED)
def test_a_word_that_is_changed_is_changed_in_the_brief(old: str, new: str, printed: str, tmp_path: Path) -> None:
    """The brief prints what the settings say, with no word left over."""
    config = replace(real_config(), words=_changed(tmp_path, old, new))
    measures = measured(real_dataset(), real_areas()[AREA], config)

    assert printed in page_of(measures).html


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  range: {short", "  ranged: {short", "bases"),
        ("sign: ▲", "sign: ▲▲", "sign"),
        ("planned: ○, ", "", "planned"),
    ],
)
def test_words_that_are_not_whole_are_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    """A ground without words, a sign of two characters, a sign that is missing: the message names the place."""
    with pytest.raises(ConfigError) as caught:
        _changed(tmp_path, old, new)

    assert told in f"{caught.value.what}{caught.value.where}{caught.value.found}"


def _changed(folder: Path, old: str, new: str) -> Words:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = folder / "words.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_yaml(path, Words)
