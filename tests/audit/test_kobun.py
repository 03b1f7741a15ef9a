"""The spelling of 公用文: what each rule finds and what it leaves alone. One row is one rule."""

from __future__ import annotations

import pytest

from generator.audit.kobun import SLIPS, slips

CASES = [
    ("おおむね", "人口の概ね半分", "人口のおおむね半分、大概"),
    ("できる", "達成することが出来る", "できる、出来高、出来事"),
    ("こと", "実施する事とした", "実施すること、実施する事業、新たな事例"),
    ("とき", "実施する時に示す", "実施するとき、実施する時期、示した時点"),
    ("とおり", "次の通り示す", "次のとおり、計画どおり、大通り"),
    ("ため", "判定する為に比べる", "判定するため、行為"),
    ("ごと", "自治体毎に示す", "自治体ごとに、毎年、毎月"),
    ("たち", "住民の人達", "住民たち、目標に達した、発達"),
    ("ない", "実績の記述が無い", "実績の記述がない、無料"),
    ("当たり", "人口10万人あたり7.6人", "人口10万人当たり、差し当たり"),
    ("か所・か月", "直営が3ヶ所ある", "3か所、霞ヶ浦、鰺ヶ沢、3か月"),
    ("及び", "直営および委託", "直営及び委託"),
    ("又は", "直営または委託", "直営又は委託"),
    ("若しくは", "直営もしくは委託", "直営若しくは委託"),
    ("並びに", "市町村ならびに都道府県", "市町村並びに都道府県"),
    ("全て", "すべての自治体", "全ての自治体、滑り台"),
    ("既に", "すでに達成した", "既に達成した"),
    ("例えば", "たとえば人口", "例えば人口"),
    ("最も", "もっとも多い", "最も多い"),
    ("一人一人", "市民一人ひとりが役割を持つ", "市民一人一人が、一人暮らし"),
    ("同士", "相談機関どうしの連携", "相談機関同士の連携、どうしても、天童市"),
    ("困り事", "住民の困りごと", "住民の困り事、心配ごと相談"),
    ("在り方", "窓口のあり方", "窓口の在り方、まちづくりの話"),
    ("の下", "冷涼な気候のもと、米を作る", "冷涼な気候の下、足もとに、もともと"),
    ("見付ける", "課題を見つける", "課題を見付ける、見つめる"),
    ("気付く", "課題に気づき、解決する", "課題に気付き、気づかい"),
    ("障害", "障がいのある人", "障害のある人"),
    ("取組", "取り組みを進める", "取組、取り組んだ、取り組み、支える"),
    ("行う", "事業を行なう", "事業を行う、行った"),
    ("手引", "手引きを作る", "手引を作る、手引書"),
    ("立ち上げ", "サロンの立上げ", "サロンの立ち上げ、立会い、立入り"),
    ("一つ、二つ", "8つの福祉圏域", "八つの福祉圏域、8圏域"),
    ("km", "都心から30キロメートルの位置", "都心から30km、30キログラム"),
    ("日付", "31.1.1現在の人口", "平成31年1月1日現在の人口、27.5％、1.4件"),
    ("句読点", "市，町", "市、町"),
]


def found(text: str) -> set[str]:
    """The rules that a text breaks."""
    return {slip.name for slip, _ in slips(text)}


@pytest.mark.parametrize(("rule", "bad"), [case[:2] for case in CASES], ids=[case[0] for case in CASES])
def test_a_slip_is_found_by_its_rule_alone(rule: str, bad: str) -> None:
    """One slip gives one name."""
    assert found(bad) == {rule}


@pytest.mark.parametrize("good", [case[2] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_spelt_well_is_left_alone(good: str) -> None:
    """Neither the right word nor one that looks like the slip is complained of."""
    assert found(good) == set()


def test_every_rule_is_tried() -> None:
    """No rule goes without a text that breaks it and one that keeps it."""
    assert [case[0] for case in CASES] == [slip.name for slip in SLIPS]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一人ひとり", "一人ひとり"),
        ("ひとりひとり", "ひとりひとり"),
        ("課題を見つかりやすくする", "見つか"),
        ("気づかない", "気づか"),
        ("活動が立上がる", "立上が"),
        ("約20キロ圏", "20キロ"),
        ("30キロメートル", "30キロメートル"),
        ("百キロ圏内", "百キロ"),
        ("3箇所", "箇所"),
        ("45㎞", "㎞"),
        ("H31.1.1", "H31.1.1"),
        ("H30.4", "H30.4"),
        ("31/3/25", "31/3/25"),
        ("２つ", "２つ"),
    ],
)
def test_other_forms_of_a_slip(text: str, words: str) -> None:
    """The words are given as they stand."""
    assert [found for _, found in slips(text)] == [words]


@pytest.mark.parametrize("text", ["「すべての人の居場所」を開く", "『8つの扉』を開く"])
def test_quoted_names_stay(text: str) -> None:
    """A name is spelt as its owner spells it."""
    assert found(text) == set()


def test_what_follows_a_quoted_name_is_looked_at() -> None:
    """Only the name itself is left out."""
    assert found("「さかえーる」等および「プラザ」") == {"及び"}
