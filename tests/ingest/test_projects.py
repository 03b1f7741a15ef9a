"""The project of each programme."""

from __future__ import annotations

import pytest
from ingest_sample import chiikiryoku, one_form, takikan

from generator.dataset.contract import Programme
from generator.ingest.form.projects import PrintedProject, read_projects


def _one(chapters: str) -> PrintedProject:
    projects = read_projects(one_form(chapters=chapters))
    assert len(projects) == 1
    return projects[0]


def test_each_chapter_gives_a_project() -> None:
    """A project is read from every chapter, whatever the header marks."""
    projects = read_projects(one_form(chiikiryoku="", takikan=""))
    assert [p.programme for p in projects] == [Programme.CHIIKIRYOKU, Programme.TAKIKAN]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("平成 30 年度見本業務", "平成30年度見本業務"),
        ("\n\n見本事業（１ 地域モデル事\n業）", "見本事業（１ 地域モデル事業）"),
        ("\n73\n見本事業", "見本事業"),
        ("『見本・丸ごと』の事業", "『見本・丸ごと』の事業"),
        ("見本 事業部", "見本 事業部"),
        ("Sample\nproject", "Sample project"),
        ("", ""),
    ],
)
def test_name_is_made_whole(printed: str, name: str) -> None:
    """A wrapped name is joined, extraction spaces and page numbers are dropped."""
    assert _one(chiikiryoku(project=printed)).name == name


def test_a_name_that_denies_is_a_remark() -> None:
    """Words in parentheses that say what there is not are no name."""
    project = _one(chiikiryoku(project="（補助事業は活用していない）"))
    assert (project.name, project.arrangement.remark) == ("", "補助事業は活用していない")


def test_two_remarks_are_joined() -> None:
    """Words that name nobody in ① and words that deny a name in ② are both kept."""
    project = _one(chiikiryoku(implementer="（全体の体制の中で実施）", project="（補助事業は活用していない）"))
    assert (project.arrangement.implementer, project.name) == ("", "")
    assert project.arrangement.remark == "全体の体制の中で実施／補助事業は活用していない"


def test_lines_of_the_implementer() -> None:
    """A line that ends a paragraph keeps apart from the next; a wrapped one runs on."""
    project = _one(chiikiryoku(implementer="\n花巻市 \n花巻市社会福祉\n協議会 "))
    assert (project.arrangement.implementer, project.arrangement.contractor) == ("花巻市", "花巻市社会福祉協議会")


@pytest.mark.parametrize(
    "label",
    ["① 実 施 主 体 （ 委 託\n先） 花巻市", "①実施主体\n（委託先）\n花巻市", "①実施主体（委託先）花巻市"],
)
def test_label_of_the_implementer(label: str) -> None:
    """The label is found letter-spaced, broken over lines and glued to its value."""
    chapters = chiikiryoku().replace("①実施主体（委託先） 花巻市", label)
    assert _one(chapters).arrangement.implementer == "花巻市"


@pytest.mark.parametrize("label", ["② 事 業 実 施 の 必 要\n性", "③事業実施の\n必要性", "③"])
def test_label_behind_the_name(label: str) -> None:
    """The name ends at the next label, though it be numbered twice or lost in part."""
    assert _one(chiikiryoku().replace("③事業実施の必要性", label)).name == "見本事業"


def test_line_is_that_of_the_value() -> None:
    """A project cites the line of its implementer."""
    form = one_form(chapters=takikan(implementer="\n\n花巻市"))
    line = read_projects(form)[0].line
    assert form.flow.raw[line - 1] == "花巻市"


def test_missing_labels_are_told() -> None:
    """A chapter without the two labels is marked as such."""
    assert not _one("３．地域力強化推進事業について\n見本の文。").labelled
