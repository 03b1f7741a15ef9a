"""The search of the index finds a prefecture by all that people call it and its municipalities."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from finished import real_inputs

from generator.config.place_names import OTHER_FORMS
from generator.edition.folder.manifest import BriefEntry, Manifest, entry_of
from generator.edition.folder.orders import areas_of
from generator.edition.outputs.index import index_page
from generator.paths import TEMPLATES

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="Node.js がない（apt-get install nodejs で入る）")
ENDINGS = (".pdf", ".html", "_表.xlsx", "_数値.csv", "_検証書.pdf")
FOUND = {
    "岩手県": "岩手 岩手県 いわて イワテ ｲﾜﾃ iwate Iwate ＩＷＡＴＥ 盛岡 盛岡市 もりおか morioka Morioka-shi MORIOKA 岩手県盛岡市 岩手盛岡 "
    "いわてけんもりおかし iwatemorioka とおの tōno toono yahaba 岩手県紫波郡矢巾町 紫波郡矢巾町 岩⼿",
    "青森県": "鰺ケ沢町 鰺ヶ沢町 鰺ｹ沢町 鯵ヶ沢町 西津軽郡鰺ヶ沢町 青森県西津軽郡鯵ケ沢町 ajigasawa 今別町 いまべつ imabetsu "
    "平内町 東津軽郡 外ケ浜町 外が浜町 sotogahama",
    "北海道": "京極町 きょうごく kyogoku kyougoku おといねっぷ 音威子府村",
    "茨城県": "ひたちなか市 ヒタチナカ hitachinaka",
}
SEVERAL = {"岩手　盛岡": "岩手県", " 岩手 盛岡 ": "岩手県", "岩手県、盛岡市": "岩手県", "鰺 ヶ 沢 町": "青森県", "青森 今別": "青森県"}
CASES = [(words, name) for name, every in FOUND.items() for words in every.split(" ")] + list(SEVERAL.items())
NOTHING = ["大阪", "岩手 札幌", "岩手県札幌市", "xyz", "花巻市", "県県"]


def words_of() -> dict[str, str]:
    """What the index says that each prefecture may be found by."""
    inputs = real_inputs()
    files = tuple(entry_of(f"a{ending}", b"") for ending in ENDINGS)
    briefs = tuple(
        BriefEntry(area.key, area.name, area.scope.value, 1, "CKB-1", "", "", 9, files)
        for area in areas_of(inputs).values()
    )
    page = index_page(inputs, Manifest(2018, 1, "2026-12-01", True, {}, (), briefs))
    return {row.name: row.words for row in page.prefectures}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the page's own script finds for every query of this module."""
    queries = [*(words for words, _ in CASES), *NOTHING]
    program = (
        f"const otherForms = {json.dumps(OTHER_FORMS)};\n{(TEMPLATES / 'edition' / 'search.js').read_text(encoding='utf-8')}\n"
        f"const rows = Object.entries({json.dumps(words_of())})"
        ".map(([name, words]) => [name, words.split(' ').map(searched)]);\n"
        f"console.log(JSON.stringify({json.dumps(queries)}"
        ".map(query => rows.filter(([, words]) => isFound(query, words)).map(([name]) => name))));"
    )
    script = tmp_path_factory.mktemp("search") / "search.cjs"
    script.write_text(program, encoding="utf-8")
    done = subprocess.run([str(NODE), str(script)], capture_output=True, text=True, timeout=60, check=True)
    return dict(zip(queries, json.loads(done.stdout), strict=True))


@needs_node
@pytest.mark.parametrize(("query", "name"), CASES)
def test_a_place_is_found_by_all_its_names(answers: dict[str, list[str]], query: str, name: str) -> None:
    """Name, reading, Latin letters, older forms, with county or prefecture, and members of joint forms."""
    assert name in answers[query]


@needs_node
@pytest.mark.parametrize("query", NOTHING)
def test_nothing_else_is_found(answers: dict[str, list[str]], query: str) -> None:
    """A place without a form, two prefectures at once and nonsense lead nowhere."""
    assert answers[query] == []


def test_members_of_a_joint_form_are_searched() -> None:
    """今別町 answered as part of 東津軽郡, and is among the words with its readings."""
    assert {"今別町", "いまべつまち", "imabetsumachi"} <= set(words_of()["青森県"].split(" "))
