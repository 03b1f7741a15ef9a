"""What each column of the tables means, for the data package: type, title, description, constraints."""

from __future__ import annotations

from typing import Final

from generator.dataset.contract import (
    BASES,
    CATEGORIES,
    CONTRACTOR_TYPES,
    METRICS,
    REMARK_LONGEST,
    UNITS,
    Assessment,
    Contract,
    Kind,
    Programme,
    Status,
)
from generator.dataset.conversion import PATTERN

Field = dict[str, object]

_CODE_PATTERN: Final = r"^(\d{6}|G\d{4})$"


def described(title: str, description: str, kind: str = "string", **constraints: object) -> Field:
    """Return a field of a table schema with its constraints."""
    field: Field = {"type": kind, "title": title, "description": description}
    if kind == "boolean":
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    return field | ({"constraints": constraints} if constraints else {})


def respondent_code() -> Field:
    """Return the field that names the respondent."""
    return described(
        "団体コード",
        "全国地方公共団体コード6桁（検査数字を含む）。コードのない組合などは、G、都道府県の2桁、連番2桁。文字として扱う。",
        required=True,
        pattern=_CODE_PATTERN,
    )


def line(title: str, **constraints: object) -> Field:
    """Return the field of a line number."""
    return described(title, "元の文書の行番号（1から数える）。", "integer", **constraints)


def _programme() -> Field:
    return described(
        "事業",
        "chiikiryoku＝地域力強化推進事業、takikan＝多機関の協働による包括的支援体制構築事業、todofuken＝都道府県事業。",
        required=True,
        enum=[programme.value for programme in Programme],
    )


def _mark(title: str) -> Field:
    return described(title, "個票の表題の欄にある実施の印（1＝あり、0＝なし）。", "boolean", required=True)


FIELDS: Final[dict[str, dict[str, Field]]] = {
    "respondents": {
        "code": described(
            "団体コード", str(respondent_code()["description"]), required=True, unique=True, pattern=_CODE_PATTERN
        ),
        "prefecture_code": described(
            "都道府県コード", "都道府県の2桁の番号。文字として扱う。", required=True, pattern=r"^\d{2}$"
        ),
        "prefecture": described("都道府県", "都道府県の名。", required=True),
        "name": described("団体名", "市町村、共同の個票又は都道府県の名。", required=True),
        "kind": described(
            "種別",
            "municipality＝市町村、group＝共同（複数の市町村の個票）、prefecture＝都道府県、member＝内訳の自治体（都道府県の個票に印字された市町村）。",
            required=True,
            enum=[kind.value for kind in Kind],
        ),
        "parent": described(
            "親の団体コード", "member が印字された個票の団体コード。ほかは空欄。", pattern=_CODE_PATTERN
        ),
        "municipalities": described(
            "市町村の数", "個票が代表する市区町村の数。都道府県は0。", "integer", required=True, minimum=0
        ),
        "chiikiryoku": _mark("地域力強化推進事業の印"),
        "takikan": _mark("多機関の協働の印"),
        "todofuken": _mark("都道府県事業の印"),
        "department": described("担当部署", "印字のとおり。"),
        "phone": described("電話番号", "印字のとおり。"),
        "url": described("参考URL", "印字のとおり。開けない形のものを含むため、URLの型としない。"),
        "as_of": described("時点", "基本情報の時点（印字のとおり）。"),
        "line_start": line("最初の行", required=True, minimum=1),
        "line_end": line("最後の行", required=True, minimum=1),
        "members": described("構成する市町村", "共同で一つの個票を提出した市町村の名（読点で区切る）。ほかは空欄。"),
    },
    "indicators": {
        "code": respondent_code(),
        "metric": described("指標", "指標の名。意味と単位は metrics に示す。", required=True, enum=list(METRICS)),
        "value": described(
            "値", "単位にそろえた値。％で印字された生活保護受給率は10倍して‰とする。値がなければ空欄。", "number"
        ),
        "unit": described(
            "単位", "値の単位。指標ごとに決まる。", required=True, enum=list(dict.fromkeys(UNITS.values()))
        ),
        "printed": described("印字", "元の文書に印字された数字。／は行の切れ目。"),
        "line": line("行", minimum=1),
        "status": described(
            "状態",
            "reported＝印字の値、corrected＝訂正した値、missing＝記入なし・不詳、not_applicable＝該当なし。",
            required=True,
            enum=[status.value for status in Status],
        ),
        "note": described("注記", "読み取りの注記。"),
    },
    "projects": {
        "code": respondent_code(),
        "programme": _programme(),
        "implementer": described("実施主体", "印字のとおり。"),
        "contractor": described("委託先", "印字のとおり。補助の相手を含む。直営なら空欄。"),
        "contract": described(
            "実施の方法",
            "direct＝直営、outsourced＝委託、mixed＝直営と委託、subsidised＝補助、unknown＝読み取れない。",
            required=True,
            enum=[contract.value for contract in Contract],
        ),
        "project_name": described("事業名", "印字のとおり。"),
        "line": line("行", minimum=1),
        "contractor_type": described(
            "委託先の種別", "委託先の名から決めた種別。", required=True, enum=list(CONTRACTOR_TYPES)
        ),
        "remark": described("実施の方法の注記", "直営・委託のほかに印字された語（補助事業、公募など）。"),
    },
    "targets": {
        "code": respondent_code(),
        "id": described("目標の番号", "個票の中での番号。", required=True, pattern=r"^T\d{2}$"),
        "programme": _programme(),
        "indicator": described("目標の指標", "何を数えるか。", required=True),
        "category": described("区分", "比べるための区分。", required=True, enum=list(CATEGORIES)),
        "target": described("目標", "目標の値。範囲は下限。", "number", required=True),
        "target_unit": described("目標の単位", "印字に沿う単位。"),
        "target_line": line("目標の行", required=True, minimum=1),
        "result": described("実績", "同じ指標の実績の値。記載がなければ空欄。", "number"),
        "result_unit": described("実績の単位", "印字に沿う単位。"),
        "result_line": line("実績の行", minimum=1),
        "conversion": described(
            "換算",
            "実績を目標の単位に直す計算（×12＝月当たりを年に、÷11＝11か月の数を月当たりに、×1＝単位の語だけが違う）。なければ空欄。",
            pattern=f"^{PATTERN}$",
        ),
        "converted": described("換算した実績", "目標の単位に直した実績（四捨五入して小数第1位まで）。換算しなければ空欄。", "number"),
        "assessment": described(
            "判定",
            "met＝達成、not_met＝未達、undetermined＝判定できない。",
            required=True,
            enum=[assessment.value for assessment in Assessment],
        ),
        "basis": described(
            "判定の根拠",
            "stated＝個票の言葉、compared＝数の比較、range＝範囲の下限との比較、partial_year＝年度途中の実績、"
            "no_result＝実績なし、counted_otherwise＝数え方が違うか実績が目標の3倍を超える、other_unit＝単位が違う、other_year＝後の年度の目標。",
            required=True,
            enum=list(BASES),
        ),
        "note": described("注記", "編集者の注記。資料には印刷しない。"),
        "remark": described(
            "備考",
            "資料に印刷する補足（実績の時点、数えたもの、目標との数え方の違いなど）。なければ空欄。",
            maxLength=REMARK_LONGEST,
        ),
    },
    "themes": {
        "code": respondent_code(),
        "theme": described("テーマ", "テーマの名。意味は themes に示す。", required=True),
        "mentions": described("出現の数", "個票の文章に語が現れる数。", "integer", required=True, minimum=1),
        "lines": described("行", "語のある行（空白で区切る）。", required=True, pattern=r"^\d+( \d+)*$"),
    },
    "documents": {
        "document": described(
            "文書の番号", "D001 から順に付けた番号。", required=True, unique=True, pattern=r"^D\d{3,4}$"
        ),
        "kind": described(
            "形式",
            "text＝テキスト、pdf＝PDF、xlsx＝Excel、docx＝Word。",
            required=True,
            enum=["text", "pdf", "xlsx", "docx"],
        ),
        "file": described("ファイル名", "読み取ったファイルの名（フォルダの中では、その中の場所）。", required=True),
        "sha256": described(
            "ハッシュ値", "ファイルのSHA-256。同じ文書かどうかを確かめる。", required=True, pattern=r"^[0-9a-f]{64}$"
        ),
        "pages": described("ページ数", "PDFのページの数。ほかは空欄。", "integer", minimum=1),
        "received_on": described("受領日", "届いた日。編集者が書き、読み取り直しても残る。", "date"),
    },
    "places": {
        "line_start": line("最初の行", required=True, unique=True, minimum=1),
        "line_end": line("最後の行", required=True, minimum=1),
        "document": described("文書の番号", "documents.csv の番号。", required=True),
        "page": described("ページ", "PDFのページ。ほかは空欄。", "integer", minimum=1),
        "sheet": described("シート", "Excelのシートの名。ほかは空欄。"),
        "cell": described("セル", "Excelのセル（C14）、又はWordの表と段落（表2 3行1列）。ほかは空欄。"),
    },
}
TITLES: Final = {
    "respondents": ("回答団体", "個票1件を1行とする。秋田県の個票に印字された町村は member として別の行とする。"),
    "indicators": ("指標", "団体と指標の組を1行とする。"),
    "projects": ("事業", "団体と事業の組を1行とする。"),
    "targets": ("数値目標と実績", "数値目標を1行とする。"),
    "themes": ("テーマ", "団体とテーマの組を1行とする。触れていないテーマの行はない。"),
    "documents": ("文書", "読み取った文書1件を1行とする。"),
    "places": ("場所", "表の行番号が、どの文書のどこに当たるか。同じ場所に続く行を1行とする。"),
}
KEYS: Final = {
    "respondents": ["code"],
    "indicators": ["code", "metric"],
    "projects": ["code", "programme"],
    "targets": ["code", "id"],
    "themes": ["code", "theme"],
    "documents": ["document"],
    "places": ["line_start"],
}
