"""Each sentence of page 1 read like a reader does, and proved from the tables alone (tests/plain.py).

``prove`` matches a sentence against the forms known here; a sentence of another form is an error: whoever adds
a kind of finding adds its proof.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import plain

LABELS = {
    "人口": "population", "高齢化率": "aging_rate", "生活保護受給率": "welfare_rate",
    "地縁組織加入率": "association_rate", "人口密度": "population_density",
}  # fmt: skip
UNITS = {
    "population": "人",
    "aging_rate": "％",
    "welfare_rate": "‰",
    "association_rate": "％",
    "population_density": "人／k㎡",
}
NUMBER = r"△?[\d,]+(?:\.\d+)?"
REASONS = {
    "年度途中の数値である": "partial_year",
    "実績の記述がない": "no_result",
    "実績の単位又は指標が異なる": "other_unit",
    "実績の単位若しくは指標が異なる": "other_unit",
    "実績に幅がある": "range",
}


@dataclass(frozen=True)
class Ground:
    """What the brief is about: its respondents, its prefectures, and its level."""

    replies: Sequence[plain.Reply]
    prefectures: Sequence[str]
    one_level_up: bool

    def named(self, name: str) -> Sequence[plain.Reply]:
        """The respondents behind a name: one respondent, or those of a prefecture."""
        return [r for r in self.replies if r.name == name or (self.one_level_up and r.prefecture == name)]

    def value(self, name: str, metric: str) -> Fraction:
        """The value behind a name; an AssertionError when there is none."""
        chosen = self.named(name)
        assert chosen, name
        found = chosen[0].value(metric) if len(chosen) == 1 else plain.together(chosen, metric)[0]
        assert found is not None, (name, metric)
        return found

    def subjects(self) -> list[str]:
        """The rows of the brief."""
        return list(self.prefectures) if self.one_level_up else [reply.name for reply in self.replies]

    def targets(self) -> list[dict[str, str]]:
        """The targets of the respondents and of their prefectures' own forms."""
        forms = {
            r["code"]
            for r in plain.rows("respondents")
            if r["kind"] == "prefecture" and r["prefecture"] in self.prefectures
        }
        codes = {reply.code for reply in self.replies} | forms
        return [row for row in plain.rows("targets") if row["code"] in codes]

    def projects(self) -> list[dict[str, str]]:
        """The projects that the respondents' headers mark."""
        marked = {(reply.code, programme) for reply in self.replies for programme in reply.programmes}
        return [row for row in plain.rows("projects") if (row["code"], row["programme"]) in marked]


Proof = Callable[[Ground, re.Match[str]], None]
PROOFS: list[tuple[re.Pattern[str], Proof]] = []


def proof(pattern: str) -> Callable[[Proof], Proof]:
    """Register the proof of sentences of this form."""

    def register(prove_it: Proof) -> Proof:
        PROOFS.append((re.compile(pattern), prove_it))
        return prove_it

    return register


def prove(ground: Ground, sentence: str) -> None:
    """Raise AssertionError when the sentence is false or of no known form."""
    for pattern, prove_it in PROOFS:
        match = pattern.fullmatch(sentence)
        if match is not None:
            prove_it(ground, match)
            return
    raise AssertionError(f"no proof for: {sentence}")


def number(text: str) -> Fraction:
    """The number that the text prints."""
    return Fraction(text.replace(",", "").replace("△", "-"))


def is_printed(text: str, value: Fraction | None, metric: str) -> bool:
    """Whether the text is the value as printed."""
    return text == plain.printed(value, plain.DECIMALS[metric])


def side(metric: str, value: Fraction, reference: Fraction) -> str:
    """The word for where the value lies."""
    if plain.SIMILAR[metric](value, reference):
        return "と同程度"
    return "を上回る" if value > reference else "を下回る"


def reference_of(words: str, metric: str) -> Fraction:
    """The value that is compared with; the words must name the right one and print it."""
    match = re.fullmatch(rf"(全国値|全回答自治体の加重平均|全回答自治体の値)(?:（({NUMBER})(％|‰|人)）)?", words)
    assert match, words
    national = match[1] == "全国値"
    assert national == (metric in plain.NATION), words
    value = plain.NATION[metric] if national else plain.together(plain.replies(), metric)[0]
    assert value is not None
    assert match[2] is None or is_printed(match[2], value, metric), words
    assert match[3] is None or match[3] == UNITS.get(metric, "人"), words
    return value


# Programmes


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
    r"実施する(\d+)自治体のうち、地域力強化推進事業を行うのは(\d+)自治体、多機関の協働による包括的支援体制構築事業を行うのは(\d+)自治体で、両方を行う自治体はない。"
)
def _none_both(ground: Ground, match: re.Match[str]) -> None:
    for place, programme in ((2, "chiikiryoku"), (3, "takikan")):
        assert int(match[place]) == sum(_carries(r, programme) for r in ground.replies)
    assert not any(_carries(r, "chiikiryoku") and _carries(r, "takikan") for r in ground.replies)
    assert int(match[1]) == len(ground.replies)


@proof(
    r"(.+)は、(地域力強化推進事業と多機関の協働による包括的支援体制構築事業の両方|地域力強化推進事業|多機関の協働による包括的支援体制構築事業)を行う。"
)
def _one_carries(ground: Ground, match: re.Match[str]) -> None:
    (reply,) = ground.replies
    expected = {p for p in ("chiikiryoku", "takikan") if _carries(reply, p)}
    told = {"chiikiryoku": "地域力強化" in match[2], "takikan": "多機関" in match[2]}
    assert match[1] == reply.name
    assert expected == {programme for programme, said in told.items() if said}


# Levels

_RATE = "高齢化率|生活保護受給率|地縁組織加入率"
_SIDE = "を上回る|を下回る|と同程度(?:である)?"


@proof(
    rf"(?:実施自治体の)?({_RATE})は、?(?:実施自治体の)?加重平均で({NUMBER})([％‰])(?:であり、|と)(.+?)({_SIDE})"
    rf"(?:（重みの(\d+)％を占める(.+?)の値が強く影響する）)?(?:。(\d+)自治体は記入がない)?。?"
)
def _mean(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    value, n, missing = plain.together(ground.replies, metric)
    assert value is not None
    assert n >= 5, "a mean of few"
    assert is_printed(match[2], value, metric)
    assert match[3] == UNITS[metric]
    assert match[5].removesuffix("である") == side(metric, value, reference_of(match[4], metric))
    if match[6]:
        _heaviest(ground, metric, int(match[6]), match[7])
    if match[8]:
        assert int(match[8]) == missing


def _heaviest(ground: Ground, metric: str, share: int, name: str) -> None:
    weight = plain.MEANS[metric][0]
    given = {r.name: r.values[weight] for r in ground.replies if metric in r.values and weight in r.values}
    assert max(given, key=lambda key: given[key]) == name
    assert str(share) == plain.printed(given[name] / sum(given.values()) * 100, 0)


@proof(rf"({_RATE})は((?:[^、]+?{NUMBER}[％‰]、?)+)で、いずれも(.+?)({_SIDE})。")
def _few_together(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    reference = reference_of(match[3], metric)
    rows = re.findall(rf"([^、]+?)({NUMBER})[％‰]", match[2])
    assert len(rows) == len([name for name in ground.subjects() if _given(ground, name, metric)]) > 1
    for name, text in rows:
        value = ground.value(name, metric)
        assert is_printed(text, value, metric), name
        assert side(metric, value, reference) == match[4].removesuffix("である"), name


@proof(rf"({_RATE})は((?:[^、]+?{NUMBER}[％‰]、?)+)で、(.+?)に対し(.+)。")
def _few_apart(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    reference = reference_of(match[3], metric)
    for name, text in re.findall(rf"([^、]+?)({NUMBER})[％‰]", match[2]):
        value = ground.value(name, metric)
        assert is_printed(text, value, metric), name
        word = {"を上回る": "上回る", "を下回る": "下回る", "と同程度": "同程度である"}[side(metric, value, reference)]
        assert re.search(rf"(?:^|、){re.escape(name)}は{word}", match[4]), (name, match[4])


def _given(ground: Ground, name: str, metric: str) -> bool:
    return any(reply.value(metric) is not None for reply in ground.named(name))


def _sides(ground: Ground, metric: str, reference: Fraction) -> Counter[str]:
    return Counter(
        side(metric, ground.value(name, metric), reference)
        for name in ground.subjects()
        if _given(ground, name, metric)
    )


@proof(rf"({_RATE})は、(記入のある)?(\d+)自治体(の全てで|とも)(.+?)({_SIDE})。?")
def _all_on_one_side(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    found = _sides(ground, metric, reference_of(match[5], metric))
    assert found == {match[6].removesuffix("である"): int(match[3])}
    assert bool(match[2]) == (int(match[3]) < len(ground.subjects()))
    assert (match[4] == "とも") == (int(match[3]) == 2)


@proof(
    rf"({_RATE})が(.+?)を上回るのは(記入のある)?(\d+)自治体中(\d+)自治体、(?:同程度は(\d+)自治体、)?下回るのは(\d+)自治体である。"
)
def _counted(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    found = _sides(ground, metric, reference_of(match[2], metric))
    told = {"を上回る": int(match[5]), "と同程度": int(match[6] or 0), "を下回る": int(match[7])}
    assert {word: found[word] for word in told} == told
    assert sum(told.values()) == int(match[4])
    assert bool(match[3]) == (int(match[4]) < len(ground.subjects()))


@proof(rf"(.+?)の({_RATE})は({NUMBER})([％‰])で、(.+?)({_SIDE})。?")
def _single(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[2]]
    (reply,) = ground.replies
    value = ground.value(match[1], metric)
    assert reply.name == match[1]
    assert is_printed(match[3], value, metric)
    assert match[4] == UNITS[metric]
    assert match[6].removesuffix("である") == side(metric, value, reference_of(match[5], metric))


@proof(r"記入のある(\d+)自治体中、(?:最も(低い|高い|少ない|多い)|(低い|高い|少ない|多い)方から(\d+)番目である)。")
def _place_alone(_ground: Ground, _match: re.Match[str]) -> None:
    raise AssertionError("a place is proved with the sentence before it")


def _place(metric: str, value: Fraction, count: str, word: str, place: int) -> None:
    rank, from_low, of, tied = plain.standing(metric, value)
    low = word in ("低い", "少ない")
    assert word in (("少ない", "多い") if metric == "population" else ("低い", "高い"))
    assert of == int(count)
    assert (from_low if low else rank) == place
    assert tied == 0, "a tie told as if it stood alone"
    assert place <= (rank if low else from_low), "counted from the farther end"


@proof(
    rf"(.+?)の(人口密度|人口|{_RATE})は({NUMBER})(人／k㎡|人|％|‰)で、(?:(.+?)({_SIDE})。)?"
    r"記入のある(\d+)自治体中、(?:最も(低い|高い|少ない|多い)|(低い|高い|少ない|多い)方から(\d+)番目である)。"
)
def _place_of_one(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[2]]
    value = ground.value(match[1], metric)
    assert is_printed(match[3], value, metric)
    assert match[4] == UNITS[metric]
    if match[5]:
        assert match[6].removesuffix("である") == side(metric, value, reference_of(match[5], metric))
    _place(metric, value, match[7], match[8] or match[9], int(match[10] or 1))


@proof(
    rf"(.+?)の(人口密度|人口|{_RATE})は、記入のある(\d+)自治体中(?:最も(低い|高い|少ない|多い)|(低い|高い|少ない|多い)方から(\d+)番目の)"
    rf"({NUMBER})(人／k㎡|人|％|‰)"
)
def _place_headline(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[2]]
    value = ground.value(match[1], metric)
    assert is_printed(match[7], value, metric)
    _place(metric, value, match[3], match[4] or match[5], int(match[6] or 1))


# Spread


@proof(
    rf"(?:都道府県別の)?(?:実施自治体の)?(人口|{_RATE})は、(.+?)の({NUMBER})(?:人|％|‰)から(.+?)の({NUMBER})(?:人|％|‰)まで"
    r"(?:の幅がある|、(実施自治体|都道府県)の間に開きがある)。"
)
def _spread(ground: Ground, match: re.Match[str]) -> None:
    metric = LABELS[match[1]]
    values = {name: ground.value(name, metric) for name in ground.subjects() if _given(ground, name, metric)}
    assert len(values) > 1
    low, high = min(values.values()), max(values.values())
    assert values[match[2]] == low
    assert values[match[4]] == high
    assert is_printed(match[3], low, metric)
    assert is_printed(match[5], high, metric)
    similar = plain.SIMILAR[metric](high, low) if metric in plain.SIMILAR else high - low <= low / 20
    assert not similar, "no spread"
    assert match[6] in (None, "都道府県" if ground.one_level_up else "実施自治体")


@proof(r"人口規模の異なる(\d+)自治体が、それぞれの実情に応じた体制をつくる")
def _sizes(ground: Ground, match: re.Match[str]) -> None:
    values = [ground.value(name, "population") for name in ground.subjects()]
    assert max(values) > min(values) * 2
    assert int(match[1]) == len(ground.replies)


# Coordinators and contractors


@proof(
    rf"相談支援包括化推進員は、人数の記入がある(\d+)自治体(?:のうち(\d+)自治体)?に計({NUMBER})人が置かれ、人口10万人当たり({NUMBER})人で、(.+?)({_SIDE})。"
)
def _coordinators(ground: Ground, match: re.Match[str]) -> None:
    people, n, _ = plain.together(ground.replies, "coordinators")
    placing = sum(1 for r in ground.replies if r.values.get("coordinators", 0) > 0)
    assert people is not None
    assert n > 1, "one told as many"
    assert (int(match[1]), int(match[2] or match[1]), number(match[3])) == (n, placing, people)
    _density(plain.together(ground.replies, "coordinators_per_100k")[0], match[4], match[5], match[6])


def _density(value: Fraction | None, text: str, reference: str, word: str) -> None:
    assert value is not None
    assert is_printed(text, value, "coordinators_per_100k")
    other = reference_of(reference, "coordinators_per_100k")
    assert word.removesuffix("である") == side("coordinators_per_100k", value, other)


@proof(rf"相談支援包括化推進員は人口10万人当たり({NUMBER})人で、(.+?)({_SIDE})")
def _coordinators_headline(ground: Ground, match: re.Match[str]) -> None:
    value = plain.together(ground.replies, "coordinators_per_100k")[0]
    _density(value, match[1], match[2], match[3])


@proof(rf"(.+?)は相談支援包括化推進員({NUMBER})人を置き、人口10万人当たり({NUMBER})人で、(.+?)({_SIDE})。")
def _coordinators_of_one(ground: Ground, match: re.Match[str]) -> None:
    given = [r for r in ground.replies if "coordinators" in r.values]
    assert [r.name for r in given] == [match[1]]
    assert given[0].values["coordinators"] == number(match[2]) > 0
    _density(given[0].value("coordinators_per_100k"), match[3], match[4], match[5])


@proof(r"(.+?)は、相談支援包括化推進員を置いていない。")
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


# Targets


def _tally(ground: Ground) -> tuple[int, int, int]:
    states = Counter(row["assessment"] for row in ground.targets())
    return states.total(), states["met"] + states["not_met"], states["met"]


def _reasons(ground: Ground, words: str) -> None:
    left = Counter(row["basis"] for row in ground.targets() if row["assessment"] == "undetermined")
    more = words.endswith("など")
    told = [REASONS[part] for part in re.split(r"、又は|、", words.removesuffix("など"))]
    assert len(set(told)) == len(told)
    assert (len(left) > len(told)) == more, (left, words)
    assert all(left[basis] > 0 for basis in told)
    assert min(left[basis] for basis in told) >= max((left[b] for b in left if b not in told), default=0), (left, words)


@proof(
    r"数値目標(\d+)件のうち達成を判定できるものは(\d+)件で、(これは達成された|2件とも達成された|その全てが達成された|達成されたものはない|これは達成されなかった|(\d+)件が達成された)。"
    r"(?:残る(\d+)件は、(.+?)(?:のため|ため)判定できない。)?"
)
def _targets(ground: Ground, match: re.Match[str]) -> None:
    everything, assessable, met = _tally(ground)
    said = {"これは達成された": 1, "2件とも達成された": 2, "その全てが達成された": assessable}.get(
        match[3], int(match[4] or 0)
    )
    assert (int(match[1]), int(match[2]), said) == (everything, assessable, met)
    assert match[4] is None or 0 < met < assessable
    assert match[3] != "その全てが達成された" or assessable > 2
    assert int(match[5] or 0) == everything - assessable
    if match[6]:
        _reasons(ground, match[6])


@proof(r"数値目標は(\d+)件あるが、(.+?)(?:のため|ため)、(いずれも)?達成を判定できない。")
def _undetermined(ground: Ground, match: re.Match[str]) -> None:
    everything, assessable, _ = _tally(ground)
    assert (int(match[1]), 0) == (everything, assessable)
    assert bool(match[3]) == (everything > 1)
    _reasons(ground, match[2])


@proof(r"判定できる数値目標(\d+)件(?:(の全て)を達成|(は、いずれも達成に至らなかった)|のうち(\d+)件を達成)")
def _targets_headline(ground: Ground, match: re.Match[str]) -> None:
    _, assessable, met = _tally(ground)
    told = assessable if match[2] else 0 if match[3] else int(match[4])
    assert (int(match[1]), told) == (assessable, met)
    assert match[4] is None or 0 < met < assessable


@proof(r"個票の成果目標は文章で記されており、数値目標はない。")
def _no_targets(ground: Ground, _match: re.Match[str]) -> None:
    assert not ground.targets()


@proof(r"数値目標は(.+?)に関するものが最も多く、(\d+)件のうち(\d+)件を占める。")
def _category(ground: Ground, match: re.Match[str]) -> None:
    found = Counter(row["category"] for row in ground.targets())
    assert found.total() == int(match[2])
    assert found[match[1]] == int(match[3])
    assert all(count < int(match[3]) for category, count in found.items() if category != match[1])


# Themes


@proof(
    r"(?:(\d+)件の個票(がともに|の全てが)|個票(\d+)件のうち(\d+)件が)「(.+?)」に触れる(?:。収録された市町村の個票全体では(\d+)件のうち(\d+)件である。)?"
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
