"""Mentions of the themes: what counts, what does not, and on which line."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_sample import chiikiryoku, config, form, forms, one_form, real_config, real_path, takikan

from generator.config import Theme
from generator.ingest.form.cut import Form
from generator.ingest.form.themes import Mention, find_mentions, is_negated, theme_rows
from generator.ingest.run import ingest
from generator.paths import DATA

SALON = Theme(id="ibasho", label="居場所", patterns=("サロン", "居場所"), note="見本")
TRAINING = Theme(id="kenshu", label="研修", patterns=("研修", "相互に交流"), note="見本")
NEED = Theme(id="shogai", label="障害", patterns=("障害者",), note="見本")


def _form(text: str) -> Form:
    return one_form(chapters=f"{chiikiryoku()}\n{text}")


def _count(text: str, theme: Theme = SALON) -> int:
    return len(find_mentions(_form(text), [theme]))


@pytest.mark.parametrize(
    "behind",
    [
        "は実施していない。",
        "の実施はせず、準備を行った",
        "は行っていない",
        "り活動は未実施",
        "等は、現在設けていない",
        "を開催していない",
        "はない。",
        "がないため",
        "がない。",
        ":なし",
        "以外の相談",
        "を除く世帯",
        "は予定していない",
    ],
)
def test_absence_is_a_negation(behind: str) -> None:
    """The sentence says that there is none, or that nothing is done."""
    assert is_negated(behind)


@pytest.mark.parametrize(
    "behind",
    [
        "を開催した。",
        "ではなく、地域という場に",
        "しない地域づくり",
        "がないと生活できない",
        "がない若者",
        "や買い物など、各種制度の対象とはならない支援",
        "状態や就労しても継続しないなど",
        "として登録をしていない場",
        "に取り組む。食堂はない",
        "",
    ],
)
def test_contrast_need_and_other_subjects_are_no_negation(behind: str) -> None:
    """A contrast, a need, and a negation of something else leave the mention standing."""
    assert not is_negated(behind)


def test_a_word_split_over_lines_counts_once() -> None:
    """A line end inside a word does not hide it; the line is that of its first character."""
    found = find_mentions(_form("地域のサ\n\nロンを開く。"), [SALON])
    first = next(n for n, line in enumerate(_form("地域のサ\n\nロンを開く。").flow.raw, start=1) if "地域のサ" in line)
    assert found == (Mention("ibasho", first),)


def test_a_stray_page_number_does_not_part_a_word() -> None:
    """A page number that stands alone between two lines is left out."""
    assert _count("地域の居\n- 12 -\n場所を開く。") == 1


def test_full_width_and_spaced_letters_count() -> None:
    """Letters are compared unified and without blanks."""
    assert _count("サ ロ ン、ｻﾛﾝ") == 2


def test_printed_labels_do_not_count() -> None:
    """What the form asks is no answer, even where the label wraps."""
    text = "（イ）地域住民等が相互に交流を図ることができ\nる拠点の整備\n（ウ）地域住民等に対する研修の実施\n（研修の対象）\n住民"
    assert _count(text, TRAINING) == 0


def test_an_answer_below_a_label_counts() -> None:
    """The label is hidden, the answer is not."""
    assert _count("（研修の対象）\n研修を受けた住民", TRAINING) == 1


def test_the_basic_table_is_not_read() -> None:
    """Chapter 1-1 holds figures and printed names, no narrative."""
    found = one_form(basics="人口 1（人） 世帯数 1（世帯）\nサロン 3か所")
    assert find_mentions(found, [SALON]) == ()


def test_careers_of_staff_do_not_count() -> None:
    """The box ⑤ tells of people, not of the work."""
    text = f"{takikan()}\n障害者施設に勤務\n⑥相談支援包括化推進\n員を配置する相談支援\n機関の種類・名称\n障害者相談支援センター"
    assert len(find_mentions(one_form(chapters=text), [NEED])) == 1


def test_a_negated_mention_does_not_count() -> None:
    """Of two mentions the negated one is left out."""
    assert _count("サロンは行っていない。居場所を設けた。") == 1


def test_rows_hold_each_line_once() -> None:
    """``mentions`` counts all, ``lines`` names each line once."""
    found = [Mention("ibasho", 7), Mention("ibasho", 7), Mention("ibasho", 9)]
    assert theme_rows("032018", found) == [{"code": "032018", "theme": "ibasho", "mentions": 3, "lines": "7 9"}]


def test_no_row_without_a_mention() -> None:
    """Themes of which a form does not speak have no row."""
    assert theme_rows("032018", find_mentions(_form("相談を受ける。"), config().themes[:1])) == []


def test_ingest_writes_the_table(tmp_path: Path) -> None:
    """The table stands beside the others, in the order of the settings."""
    source = tmp_path / "kohyo.txt"
    source.write_text(form().replace("見本の成果。", "空き家で居場所を開いた。"), encoding="utf-8")
    ingest(source, config=config(), out=tmp_path / "data", build=tmp_path / "build")
    rows = (tmp_path / "data" / "themes.csv").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(source.read_text("utf-8").split("\n"), start=1) if "空き家" in text)
    assert rows == ["code,theme,mentions,lines", f"032051,ibasho,1,{line}", f"032051,akiya,1,{line}"]


def test_a_form_s_text_does_not_reach_the_next_form() -> None:
    """Mentions belong to the form in whose lines they stand."""
    one, two = forms(f"{form()}\n{form(title='宮城県 栗原市', prefecture='宮城県', name='栗原市', chapters='サロン')}")
    assert (len(find_mentions(one, [SALON])), len(find_mentions(two, [SALON]))) == (0, 1)


@pytest.mark.source
def test_the_committed_table_is_what_the_document_gives(tmp_path: Path) -> None:
    """data/2018/themes.csv is made by rule, not by hand."""
    ingest(real_path(), config=real_config(), out=tmp_path / "data", build=tmp_path / "build")
    assert (tmp_path / "data" / "themes.csv").read_bytes() == (DATA / "2018" / "themes.csv").read_bytes()
