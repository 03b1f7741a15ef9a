"""Proofs of sentences on programmes, contractors, coordinators and themes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import plain

from claims.reading import NUMBER, SIDE, Ground, is_printed, number, proof, reference_of, side


def _carries(reply: plain.Reply, programme: str) -> bool:
    """Whether the form's header marks the programme (a chapter without the mark does not count)."""
    return programme in reply.programmes


@proof(
    r"実施する(\d+)自治体(の全てが|がともに|のうち(\d+)自治体が)、地域力強化推進事業と多機関の協働による包括的支援体制構築事業の両方を行う。"
)
def _both(ground: Ground, match: re.Match[str]) -> None:
    both = sum(_carries(r, "chiikiryoku") and _carries(r, "takikan") for r in ground.replies)
    assert int(match[1]) == len(ground.replies) > 1
    assert both == int(match[3] or match[1]) > 0
    assert (match[3] is None) == (both == len(ground.replies))


@proof(
    r"実施する(\d+)自治体のうち、地域力強化推進事業を行うのは(\d+)自治体、多機関の協働による包括的支援体制構築事業を行うのは(\d+)自治体で、両方に実施の印がある自治体はない。"
)
def _none_both(ground: Ground, match: re.Match[str]) -> None:
    for place, programme in ((2, "chiikiryoku"), (3, "takikan")):
        assert int(match[place]) == sum(_carries(r, programme) for r in ground.replies)
    assert not any(_carries(r, "chiikiryoku") and _carries(r, "takikan") for r in ground.replies)
    assert int(match[1]) == len(ground.replies)


@proof(
    r"実施する(\d+)自治体(の全てが|がともに)、(地域力強化推進事業|多機関の協働による包括的支援体制構築事業)だけを行う。"
)
def _one_programme(ground: Ground, match: re.Match[str]) -> None:
    only = {"chiikiryoku"} if match[3].startswith("地域") else {"takikan"}
    assert all(reply.programmes & {"chiikiryoku", "takikan"} == only for reply in ground.replies)
    assert int(match[1]) == len(ground.replies)
    assert (match[2] == "がともに") == (len(ground.replies) == 2)


@proof(
    r"(.+)は、(地域力強化推進事業と多機関の協働による包括的支援体制構築事業の両方|地域力強化推進事業|多機関の協働による包括的支援体制構築事業)を行う。"
)
def _one_carries(ground: Ground, match: re.Match[str]) -> None:
    (reply,) = ground.replies
    expected = {p for p in ("chiikiryoku", "takikan") if _carries(reply, p)}
    told = {"chiikiryoku": "地域力強化" in match[2], "takikan": "多機関" in match[2]}
    assert match[1] == reply.name
    assert expected == {programme for programme, said in told.items() if said}


@proof(r"(\d+)自治体が、(いずれも地域づくりと多機関協働の両面から|それぞれの実情に応じて)支援体制の構築を進める")
def _many_headline(ground: Ground, match: re.Match[str]) -> None:
    both = all(_carries(r, "chiikiryoku") and _carries(r, "takikan") for r in ground.replies)
    assert int(match[1]) == len(ground.replies) > 1
    assert match[2].startswith("いずれも") == both


@proof(
    r"(.+)が、(地域づくりと多機関協働の両面から|住民に身近な圏域の地域づくりから|多機関の協働から)支援体制の構築を進める"
)
def _one_headline(ground: Ground, match: re.Match[str]) -> None:
    (reply,) = ground.replies
    assert match[1] == reply.name
    assert _carries(reply, "chiikiryoku") == ("地域づくり" in match[2])
    assert _carries(reply, "takikan") == ("多機関" in match[2])


@proof(
    rf"相談支援包括化推進員の配置予定は、(人数の記入がある|多機関の協働を行う)?(\d+)自治体(?:のうち(\d+)自治体)?で計({NUMBER})人である。"
    rf"人口10万人当たりでは({NUMBER})人で(?:ある|、(全回答自治体の計でみた値（{NUMBER}人）)と(中央値（{NUMBER}人）)の(どちら.+?)"
    rf"|、(全回答自治体の計でみた値（{NUMBER}人）)(を上回り|と同程度であり|を下回り)、(中央値（{NUMBER}人）)({SIDE}))。"
)
def _coordinators(ground: Ground, match: re.Match[str]) -> None:
    people, n, _ = plain.together(ground.replies, "coordinators")
    placing = sum(1 for r in ground.replies if r.values.get("coordinators", 0) > 0)
    assert people is not None
    assert n > 1, "one told as many"
    assert (int(match[2]), int(match[3] or match[2]), number(match[4])) == (n, placing, people)
    assert (match[1] is None) == (n == len(ground.replies))
    if match[1] == "多機関の協働を行う":
        carrying = [reply for reply in ground.replies if _carries(reply, "takikan")]
        assert len(carrying) == n and all("coordinators" in reply.values for reply in carrying)
    density = plain.together(ground.replies, "coordinators_per_100k")[0]
    if match[6]:
        for words in (match[6], f"全回答自治体の{match[7]}"):
            _density(density, match[5], words, _BOTH[match[8]])
    elif match[9]:
        _density(density, match[5], match[9], match[10].replace("上回り", "上回る").replace("下回り", "下回る"))
        _density(density, match[5], f"全回答自治体の{match[11]}", match[12])
    else:
        assert len(ground.replies) == len(plain.replies()), "compared with nothing"
        assert is_printed(match[5], density, "coordinators_per_100k")


_BOTH = {
    "どちらも上回る": "を上回る",
    "どちらとも同程度である": "と同程度である",
    "どちらも下回る": "を下回る",
    "計も中央値も上回る": "を上回る",
    "計とも中央値とも同程度": "と同程度",
    "計も中央値も下回る": "を下回る",
}
"""How one value lies to two."""


def _density(value: Fraction | None, text: str, reference: str, word: str) -> None:
    assert value is not None
    assert is_printed(text, value, "coordinators_per_100k")
    other = reference_of(reference, "coordinators_per_100k")
    assert word.removesuffix("である").removesuffix("であり") == side("coordinators_per_100k", value, other)


@proof(rf"推進員の配置予定は10万人当たり({NUMBER})人で、全回答自治体の(計.+?|中央値（{NUMBER}人）)({SIDE})?")
def _coordinators_headline(ground: Ground, match: re.Match[str]) -> None:
    value = plain.together(ground.replies, "coordinators_per_100k")[0]
    if match[2] in _BOTH:
        for words in ("計", "中央値"):
            _density(value, match[1], f"全回答自治体の{words}", _BOTH[match[2]])
    else:
        _density(value, match[1], f"全回答自治体の{match[2]}", match[3])


@proof(rf"(.+?)が配置を予定する相談支援包括化推進員は({NUMBER})人である。人口10万人当たりでは({NUMBER})人で、(.+?)({SIDE})。")
def _coordinators_of_one(ground: Ground, match: re.Match[str]) -> None:
    given = [r for r in ground.replies if "coordinators" in r.values]
    assert [r.name for r in given] == [match[1]]
    assert given[0].values["coordinators"] == number(match[2]) > 0
    _density(given[0].value("coordinators_per_100k"), match[3], match[4], match[5])


@proof(r"(.+?)は、相談支援包括化推進員の配置を予定していない。")
def _no_coordinators(ground: Ground, match: re.Match[str]) -> None:
    assert ground.value(match[1], "coordinators") == 0


def _contractors(ground: Ground) -> Counter[str]:
    return Counter(p["contractor_type"] for p in ground.projects() if p["contract"] in ("outsourced", "mixed"))


@proof(r"委託により行う(\d+)事業の委託先は、(全て|いずれも|ともに)(.+?)である。")
def _one_contractor(ground: Ground, match: re.Match[str]) -> None:
    assert _contractors(ground) == {match[3]: int(match[1])}
    assert int(match[1]) > 1


@proof(r"委託により行う(\d+)事業のうち、委託先は(.+?)が(\d+)事業で最も多い。")
def _main_contractor(ground: Ground, match: re.Match[str]) -> None:
    found = _contractors(ground)
    assert found.total() == int(match[1])
    assert found[match[2]] == int(match[3])
    assert all(count < int(match[3]) for kind, count in found.items() if kind != match[2])


@proof(
    r"地域包括支援センターの運営は、記入のある(\d+)自治体のうち、直営だけを記したものが(\d+)自治体、委託だけを記したものが(\d+)自治体、両方を記したものが(\d+)自治体である。"
)
def _facilities(ground: Ground, match: re.Match[str]) -> None:
    ways = Counter(
        (r.values.get("support_centers_direct", 0) > 0, r.values.get("support_centers_outsourced", 0) > 0)
        for r in ground.replies
    )
    told = tuple(int(match[place]) for place in (2, 3, 4))
    assert told == (ways[True, False], ways[False, True], ways[True, True])
    assert sum(told) == int(match[1])


@proof(
    r"(?:(\d+)件の個票(がともに|の全てが)|個票(\d+)件のうち(\d+)件が)「(.+?)」に触れている(?:。収録された市町村の個票全体では、(\d+)件のうち(\d+)件である。)?"
)
def _theme(ground: Ground, match: re.Match[str]) -> None:
    speaking = _speaking(match[5])
    forms = {r.code for r in ground.replies if r.kind != "member"}
    everyone = {r.code for r in plain.replies() if r.kind != "member"}
    told = (int(match[1] or match[3]), int(match[1] or match[4]))
    assert told == (len(forms), len(forms & speaking))
    assert (match[3] is None) == (told[0] == told[1])
    assert (match[2] == "がともに") == (told == (2, 2))
    if match[6]:
        assert (int(match[6]), int(match[7])) == (len(everyone), len(everyone & speaking))
        assert told[1] * int(match[6]) > int(match[7]) * told[0], "not more than elsewhere"


def _speaking(label: str) -> set[str]:
    theme = next(iter(theme_ids(label)))
    return {row["code"] for row in plain.rows("themes") if row["theme"] == theme}


def theme_ids(label: str) -> Iterator[str]:
    """The id of a theme by its label, as config/themes.yaml has it."""
    text = (plain.ROOT / "config" / "themes.yaml").read_text(encoding="utf-8")
    yield from re.findall(rf"- id: (\w+)\n    label: {re.escape(label)}\n", text)
