"""Who implements a programme and who is contracted."""

from __future__ import annotations

import pytest

from generator.dataset.contract import CONTRACTOR_TYPES
from generator.ingest.form.contractors import arrangement_of
from generator.ingest.form.organisations import type_of

_SHAKYO = "社会福祉協議会"


@pytest.mark.parametrize(
    ("printed", "implementer", "contractor", "contract", "kind"),
    [
        ("甲市", "甲市", "", "direct", "直営"),
        ("岩手県甲市", "岩手県甲市", "", "direct", "直営"),
        ("甲町健康福祉課", "甲町健康福祉課", "", "direct", "直営"),
        ("岩手県", "岩手県", "", "direct", "直営"),
        ("直営", "直営", "", "direct", "直営"),
        ("甲町（直営）", "甲町", "", "direct", "直営"),
        ("甲町（委託なし）", "甲町", "", "direct", "直営"),
        ("甲町（）", "甲町", "", "direct", "直営"),
        ("甲市 ※市と協議会とが協働して取り組む", "甲市", "", "direct", "直営"),
        ("甲市（甲市社会福祉協議会）", "甲市", "甲市社会福祉協議会", "outsourced", _SHAKYO),
        ("甲市 (社会福祉法人 乙会)", "甲市", "社会福祉法人 乙会", "outsourced", "社会福祉法人"),
        ("甲市（委託先：一般社団法人 乙）", "甲市", "一般社団法人 乙", "outsourced", "社団・財団法人"),
        ("甲市 委託先：株式会社乙", "甲市", "株式会社乙", "outsourced", "株式会社等"),
        ("委託：ＮＰＯ法人乙", "", "ＮＰＯ法人乙", "outsourced", "NPO法人"),
        ("甲市 甲市社会福祉協議会", "甲市", "甲市社会福祉協議会", "outsourced", _SHAKYO),
        ("甲市（甲市社会福祉協議会への補助事業）", "甲市", "甲市社会福祉協議会", "subsidised", _SHAKYO),
        ("甲町（町内の社会福祉法人等から公募）", "甲町", "町内の社会福祉法人等", "outsourced", "不明"),
        ("甲市（委託）医療法人乙", "甲市", "医療法人乙", "outsourced", "医療法人"),
        ("甲市社会福祉協議会", "甲市社会福祉協議会", "", "unknown", "不明"),
        ("（甲市社会福祉協議会）", "甲市社会福祉協議会", "", "unknown", "不明"),
        ("甲市（一部委託）乙協同組合", "甲市", "乙協同組合", "mixed", "協同組合"),
        ("甲町 甲町社会福祉協議会（一部委託）", "甲町", "甲町社会福祉協議会", "mixed", _SHAKYO),
        ("甲県（一部、甲県社会福祉協議会へ委託）", "甲県", "甲県社会福祉協議会", "mixed", _SHAKYO),
        ("甲市（甲市社会福祉協議会に一部委託）", "甲市", "甲市社会福祉協議会", "mixed", _SHAKYO),
        ("甲市（一部委託先：学校法人乙）", "甲市", "学校法人乙", "mixed", "その他法人"),
        ("委託：２か所（公益財団法人、社会医療法人） 直営：１か所", "", "公益財団法人、社会医療法人", "mixed", "複数"),
        ("甲市社会福祉協議会 乙の家 9 か所（直営 3 か所 委託 6 か所）", *["甲市社会福祉協議会"] * 2, "mixed", _SHAKYO),
        ("甲市及び社会福祉法人甲市社会福祉協議会", "甲市及び社会福祉法人甲市社会福祉協議会", "", "unknown", "不明"),
        ("市，コミュニティ組織", "市，コミュニティ組織", "", "unknown", "不明"),
        ("コミュニティ", "コミュニティ", "", "unknown", "不明"),
        ("（全体の体制の中で実施）", "", "", "unknown", "不明"),
        ("（甲市）", "甲市", "", "unknown", "不明"),
        ("", "", "", "unknown", "不明"),
    ],
)
def test_cell_is_read(printed: str, implementer: str, contractor: str, contract: str, kind: str) -> None:
    """Each way of filling in 実施主体（委託先） gives implementer, contractor, contract and kind."""
    found = arrangement_of(printed)
    assert (found.implementer, found.contractor, found.contract.value, found.contractor_type) == (
        implementer,
        contractor,
        contract,
        kind,
    )


@pytest.mark.parametrize(
    ("printed", "name", "contract", "remark"),
    [
        ("甲市（乙会への補助事業）", "見本事業", "subsidised", "補助事業"),
        ("甲市（乙会）", "見本事業（乙会運営費補助金）", "subsidised", "補助金"),
        ("甲市社会福祉協議会", "見本事業（甲市補助事業）", "subsidised", "補助事業"),
        ("乙福祉会 丙の家 9 か所（直営 3 か所 委託 6 か所）", "見本事業（甲市補助事業）", "subsidised", "補助事業"),
        ("甲市（一部を乙会に委託）", "見本事業（県補助事業）", "mixed", "補助事業"),
        ("（全体の体制の中で実施）", "見本事業", "unknown", "全体の体制の中で実施"),
        ("甲市（乙会等から公募）", "見本事業", "outsourced", "公募"),
        ("甲市（乙会）", "補助犬の普及事業", "outsourced", ""),
    ],
)
def test_a_grant_is_no_contract(printed: str, name: str, contract: str, remark: str) -> None:
    """What the cell or the name says of a grant, or of an open call, is kept beside the contract."""
    found = arrangement_of(printed, name=name)
    assert (found.contract.value, found.remark) == (contract, remark)


def test_nested_parentheses_stay_whole() -> None:
    """A contractor's name may hold parentheses of its own."""
    assert (
        arrangement_of("甲市(委託先：甲市社協、安心センター(地域包括))").contractor
        == "甲市社協、安心センター(地域包括)"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("社会福祉法人甲市社会福祉協議会", _SHAKYO),
        ("社協", _SHAKYO),
        ("特定非営利活動法人乙", "NPO法人"),
        ("社会医療法人乙", "医療法人"),
        ("㈱乙", "株式会社等"),
        ("公益財団法人乙", "社団・財団法人"),
        ("生協乙", "協同組合"),
        ("福祉会", "社会福祉法人"),
        ("独立行政法人乙", "その他法人"),
        ("乙の会", "不明"),
        ("", "不明"),
        ("甲社協、乙社協", _SHAKYO),
        ("甲社協・ＮＰＯ法人乙・社会福祉法人丙", "複数"),
        ("甲社会福祉協議会・甲事業協会", "複数"),
        ("一般社団法人よりそい・ネット", "社団・財団法人"),
        ("社会福祉法人等 13 法人", "複数"),
    ],
)
def test_kind_of_contractor(name: str, kind: str) -> None:
    """The words of a name tell its kind; a middle dot inside a name makes no list."""
    assert type_of(name) == kind
    assert kind in CONTRACTOR_TYPES
