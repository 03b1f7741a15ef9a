"""What leaves the house: one zip a prefecture that makes sense on its own, and the draft of an e-mail."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from builders import real_areas, real_page
from finished import built, real_inputs
from openpyxl import load_workbook

from generator.config.config import load_config
from generator.document.environment import make_environment
from generator.edition.archive import archive
from generator.edition.delivery import package_run
from generator.edition.delivery.contacts import CONTACTS, load_contacts
from generator.edition.delivery.letters import Desk
from generator.edition.delivery.one_package import PackOrder, pack
from generator.edition.delivery.package_run import make_packages, pack_orders
from generator.edition.delivery.pictures import DPI
from generator.edition.folder.manifest import (
    BriefEntry,
    ErrataEntry,
    Manifest,
    PackageEntry,
    entry_of,
    require_manifest,
)
from generator.edition.folder.orders import orders_of
from generator.edition.folder.records import RECORD, read_record
from generator.edition.outputs import products
from generator.edition.outputs.digests import LIMITS, digest_of, finding_texts
from generator.edition.outputs.products import make_products
from generator.edition.run.progress import Lines
from generator.errors import ConfigError, PublishError
from generator.files import write_whole
from generator.inputs.fingerprint import fingerprint
from generator.paths import CONFIG
from generator.proof.page import read_flow

AREA = "04"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition's folder with 宮城県's brief and all that goes with it."""
    out = tmp_path_factory.mktemp("edition")
    order = next(order for order in orders_of(real_inputs()) if order.area == AREA)
    entry = make_products(order, inputs=real_inputs(), out=out)
    Manifest(2018, 1, "2026-12-01", True, {}, (), (entry,)).write(out)
    return out


@pytest.fixture(scope="module")
def entry(folder: Path) -> BriefEntry:
    return require_manifest(folder, where="OUT").briefs[0]


@pytest.fixture(scope="module")
def packed(folder: Path, entry: BriefEntry) -> tuple[bytes, EmailMessage]:
    """The zip and the draft."""
    found = packed_anew(folder, entry)
    zipped, draft = ((folder / file.path).read_bytes() for file in found.files)
    message = message_from_bytes(draft, policy=default)
    assert isinstance(message, EmailMessage)
    return zipped, message


def packed_anew(folder: Path, entry: BriefEntry) -> PackageEntry:
    return packed_as(PackOrder(entry, "key"), folder)


def packed_as(order: PackOrder, folder: Path) -> PackageEntry:
    contacts = load_contacts(load_config(year=2018))
    desk = Desk(make_environment(), load_config(year=2018).edition, contacts.sender)
    return pack(order, desk=desk, contacts=contacts, out=folder)


@pytest.fixture(scope="module")
def contents(packed: tuple[bytes, EmailMessage]) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed[0])) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


@pytest.mark.parametrize(
    "name",
    [
        "00_はじめにお読みください.txt",
        "01_送付状.pdf",
        "04_宮城県_地域共生ブリーフ_平成30年度.pdf",
        "検証書.pdf",
        "要約文_200字.txt",
        "要約文_400字.txt",
        "データ/数値.csv",
        "データ/04_宮城県_表.xlsx",
        "図/図の説明.txt",
        "SHA256SUMS",
    ],
)
def test_a_package_holds(contents: Mapping[str, bytes], name: str) -> None:
    """Everything that the letter promises is there, and not empty."""
    assert contents[name]


def test_each_chart_is_there_twice(contents: Mapping[str, bytes]) -> None:
    """As SVG and as PNG, under one name."""
    drawings = {name.removesuffix(".svg") for name in contents if name.endswith(".svg")}
    pictures = {name.removesuffix(".png") for name in contents if name.endswith(".png") and "スライド/" not in name}

    assert drawings == pictures
    assert "位置" in {name.rpartition("_")[2] for name in drawings}


def test_the_sums_hold(contents: Mapping[str, bytes]) -> None:
    """SHA256SUMS lists every other file with its hash, in the form that sha256sum reads."""
    listed = contents["SHA256SUMS"].decode().splitlines()
    others = [(name, data) for name, data in contents.items() if name != "SHA256SUMS"]

    assert listed == [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in others]


def test_names_are_marked_as_utf8_and_dates_are_fixed(packed: tuple[bytes, EmailMessage]) -> None:
    """Windows unpacks the names right; the moment of packing leaves no trace."""
    with zipfile.ZipFile(io.BytesIO(packed[0])) as zipped:
        entries = zipped.infolist()

    assert all(entry.flag_bits & 0x800 for entry in entries if not entry.filename.isascii())
    assert {entry.date_time for entry in entries} == {(2026, 12, 1, 0, 0, 0)}
    assert not [
        entry.filename for entry in entries if set(entry.filename) & set('\\:*?"<>|') or entry.filename[0] in "/."
    ]


def test_a_package_is_the_same_each_time(folder: Path, entry: BriefEntry, packed: tuple[bytes, EmailMessage]) -> None:
    """Zip and draft have the same bytes when they are made again."""
    before = {path: path.read_bytes() for path in (folder / "packages").iterdir()}
    packed_anew(folder, entry)

    assert {path: path.read_bytes() for path in (folder / "packages").iterdir()} == before


def test_the_first_file_names_everything_in_the_package(contents: Mapping[str, bytes]) -> None:
    """Somebody who has never heard of the project finds each file explained."""
    text = contents["00_はじめにお読みください.txt"].decode("utf-8-sig")
    top = {name.split("/")[0] for name in contents} - {"00_はじめにお読みください.txt"}

    assert [name for name in sorted(top) if name not in text] == []
    assert "CKB-H30-04-" in text


@pytest.mark.parametrize("name", ["00_はじめにお読みください.txt", "要約文_200字.txt", "図/図の説明.txt"])
def test_texts_open_in_the_editor_of_windows(contents: Mapping[str, bytes], name: str) -> None:
    """UTF-8 with a mark, lines ended the way that every version of it understands."""
    data = contents[name]

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 0


def test_the_letter_is_one_page_and_addressed(contents: Mapping[str, bytes], entry: BriefEntry) -> None:
    """To the prefecture's office, with the control number of the brief that it goes with."""
    with pypdfium2.PdfDocument(contents["01_送付状.pdf"]) as document:
        text = document[0].get_textpage().get_text_bounded().replace("\r\n", "")
        assert len(document) == 1

    assert "宮城県 地域福祉主管課 御中" in text.replace("\u3000", " ")
    assert entry.control in text
    assert "令和8年12月1日" in text


def test_a_later_version_says_what_it_corrects(folder: Path, entry: BriefEntry, tmp_path: Path) -> None:
    """Letter, mail and first file ask to put it in the place of the former version; the list of errata is enclosed."""
    shutil.copytree(folder, tmp_path / "out")
    files = []
    for ending in ("pdf", "csv"):
        files.append(entry_of(f"正誤表/正誤表_第2版.{ending}", b"errata"))
        write_whole(tmp_path / "out" / files[-1].path, b"errata")
    errata = ErrataEntry(2, "令和9年2月1日", ("宮城県",), tuple(files))
    order = PackOrder(replace(entry, edition=2), "key", errata, "面積の誤り")
    zipped, draft = ((tmp_path / "out" / file.path).read_bytes() for file in packed_as(order, tmp_path / "out").files)
    with zipfile.ZipFile(io.BytesIO(zipped)) as package, pypdfium2.PdfDocument(package.read("01_送付状.pdf")) as letter:
        names, readme = package.namelist(), package.read("00_はじめにお読みください.txt").decode("utf-8-sig")
        told = letter[0].get_textpage().get_text_bounded().replace("\r\n", "")
    mail = message_from_bytes(draft, policy=default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body()
    assert body is not None

    assert {"正誤表.pdf", "正誤表.csv"} <= set(names)
    assert "正誤表.pdf" in readme
    for text in (readme, told, body.get_content()):
        assert "面積の誤り" in text and "前の版" in text and "第2版" in text


def test_the_draft_is_addressed_and_carries_the_package(packed: tuple[bytes, EmailMessage]) -> None:
    """To the contact of the prefecture, marked as unsent; what is attached is the zip."""
    zipped, message = packed
    (attached,) = message.iter_attachments()

    assert message["To"] == "chiiki-fukushi@pref-miyagi.example.jp"
    assert message["X-Unsent"] == "1"
    assert "宮城県" in message["Subject"]
    assert attached.get_filename() == "04_宮城県.zip"
    assert attached.get_content() == zipped


def test_the_draft_names_hash_and_sender(packed: tuple[bytes, EmailMessage]) -> None:
    """The reader of the mail can check what arrived and knows whom to ask."""
    zipped, message = packed
    body = message.get_body()
    assert body is not None
    text = body.get_content()

    assert hashlib.sha256(zipped).hexdigest() in text
    assert "chiiki-fukushi@mhlw.example.jp" in text


def test_the_workbook_holds_the_tables(contents: Mapping[str, bytes]) -> None:
    """A sheet a table with the rows of the CSV; codes are texts, values are numbers."""
    book = load_workbook(io.BytesIO(contents["データ/04_宮城県_表.xlsx"]))
    rows = list(csv.reader(io.StringIO(contents["データ/数値.csv"].decode("utf-8-sig"))))
    sheet = book["数値"]
    head = [str(cell.value) for cell in sheet[1]]
    first = dict(zip(head, (cell.value for cell in sheet[2]), strict=True))

    assert book["指標と単位"]["B2"].value == "人"
    assert (sheet.max_row, sheet.max_column) == (len(rows), len(rows[0]))
    assert isinstance(first["値"], int | float)
    assert book["団体"]["A2"].value == "041009"
    assert book.sheetnames[0] == "説明"
    assert "CKB-H30-04-" in "".join(str(cell.value) for row in book["説明"].iter_rows() for cell in row)


def test_the_workbook_speaks_japanese(contents: Mapping[str, bytes]) -> None:
    """Heads, names and states are words; every column is explained, with its name in the CSV where it is there."""
    book = load_workbook(io.BytesIO(contents["データ/04_宮城県_表.xlsx"]))
    sheets = [name for name in book.sheetnames if name not in {"説明", "項目の説明", "指標と単位"}]
    explained = [[cell.value for cell in row] for row in book["項目の説明"].iter_rows(min_row=2)]
    values = {cell.value for name in ("基本情報", "数値目標", "団体") for row in book[name].iter_rows() for cell in row}

    assert [row[:2] for row in explained] == [[name, cell.value] for name in sheets for cell in book[name][1]]
    assert all(text for row in explained for text in (row[1], row[3]))
    assert {"仙台市", "高齢化率", "個票の値", "達成"} <= values
    assert not {"aging_rate", "reported", "met", "municipality", "code", "status"} & values


def test_a_text_that_looks_like_a_formula_stays_a_text(contents: Mapping[str, bytes]) -> None:
    """No cell of the workbook is computed."""
    book = load_workbook(io.BytesIO(contents["データ/04_宮城県_表.xlsx"]))

    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_a_drawing_stands_on_its_own(contents: Mapping[str, bytes]) -> None:
    """Each SVG says in words what it shows, brings its typeface along and loads nothing."""
    for name, data in contents.items():
        if name.endswith(".svg"):
            root = ElementTree.fromstring(data)
            words = root.findtext(f"{SVG}title") or ""
            style = root.findtext(f"{SVG}style") or ""
            assert 30 <= len(words) <= 200, name
            assert "url(data:font/ttf;base64," in style, name
            links = [
                v for e in root.iter() for k, v in e.attrib.items() if k.endswith("href") and not v.startswith("#")
            ]
            assert links == [], name


def test_a_picture_is_white_where_nothing_is_drawn(contents: Mapping[str, bytes]) -> None:
    """PNG without transparency, so that it can be read on any background, and as fine as print."""
    for name, data in contents.items():
        if name.endswith(".png") and "スライド/" not in name:
            assert data.startswith(b"\x89PNG"), name
            width, colours = int.from_bytes(data[16:20], "big"), data[25]
            drawn = re.search(rb'<svg [^>]*width="([\d.]+)pt"', contents[name.removesuffix(".png") + ".svg"])
            assert drawn and width / float(drawn[1]) > DPI / 72 and colours == 2, name


def test_a_part_that_cannot_be_made_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last of the files that go with a brief fails: none of the others has been written."""

    def fail(*_: object, **__: object) -> bytes:
        raise PublishError("ページが作れません。", where="検証書", remedy="作り直してください。")

    monkeypatch.setattr(products, "make_brief", lambda *_: built("宮城県"))
    monkeypatch.setattr(products, "twin_of", fail)
    order = next(order for order in orders_of(real_inputs()) if order.area == AREA)

    with pytest.raises(PublishError):
        make_products(order, inputs=real_inputs(), out=tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_the_pdf_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed in between leaves no brief without what goes with it."""
    written: list[Path] = []
    monkeypatch.setattr(products, "make_brief", lambda *_: built("宮城県"))
    monkeypatch.setattr(products, "write_all", written.extend)
    order = next(order for order in orders_of(real_inputs()) if order.area == AREA)

    entry = make_products(order, inputs=real_inputs(), out=tmp_path)

    assert {path.relative_to(tmp_path).as_posix() for path in written} == {file.path for file in entry.files}
    assert written[-1] == tmp_path / entry.pdf.path


def test_the_record_tells_where_each_figure_stands(folder: Path) -> None:
    """Every figure has a value as printed and at least one place in words."""
    (path,) = folder.rglob(RECORD)
    record = read_record(path.read_bytes())

    assert record.control.startswith("CKB-H30-04-")
    assert [figure.id for figure in record.figures if not figure.places or not figure.text] == []
    assert any("基本指標" in place for figure in record.figures for place in figure.places)


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("name", ["岩手県", "群馬県", "東京都", "東北地方"])
def test_a_digest_keeps_to_its_length(name: str, limit: int) -> None:
    """Whole sentences, in the order of the brief, never a character more than allowed."""
    page = real_page(name)
    text = digest_of(read_flow(page.html), page.view, limit)

    assert len(text) <= limit
    assert len(text) > limit / 2
    assert text.startswith(f"{name}では、") and text.endswith("。")
    positions = [text.index(one) for one in finding_texts(read_flow(page.html)) if one in text]
    assert positions == sorted(positions) and positions


def test_a_longer_digest_says_no_less() -> None:
    """What stands in 200 characters stands in 400 too."""
    page = real_page("岩手県")
    short, long = (digest_of(read_flow(page.html), page.view, limit) for limit in LIMITS)

    assert [one for one in short.split("。") if one not in long] == []


def test_a_digest_has_no_signs_that_only_a_legend_explains() -> None:
    """The mark of a corrected figure stays in the brief."""
    html = '<ul><li data-role="finding"><span class="corrected">r</span><data>6.59</data>‰である。</li></ul>'

    assert finding_texts(read_flow(html)) == ("6.59‰である。",)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONFIG, tmp_path / "config"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("email: chiiki-fukushi@pref-iwate.example.jp", "email: chiiki-fukushi", "email"),
        ("email: chiiki-fukushi@pref-iwate.example.jp", "email: 担当@example.jp", "email"),
        ("prefecture: 岩手県", "prefecture: 岩手", "都道府県にない名"),
        ("prefecture: 岩手県", "prefecture: 青森県", "2回"),
        ("prefecture: 岩手県, office: 地域福祉主管課", "prefecture: 岩手県, office: ''", "office"),
        ("sender:", "sendr:", "sendr"),
    ],
)
def test_contacts_are_checked(settings: Path, old: str, new: str, message: str) -> None:
    """A mistake in the addresses is told before anything is packed."""
    path = settings / CONTACTS
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ConfigError, match=message):
        load_contacts(load_config(settings, year=2018))


def test_a_prefecture_in_the_volume_needs_a_contact(settings: Path) -> None:
    """A missing line is named."""
    path = settings / CONTACTS
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if "岩手県" not in line or line.startswith("#")), encoding="utf-8")

    with pytest.raises(ConfigError, match="岩手県"):
        load_contacts(load_config(settings, year=2018))


def test_the_addresses_under_version_control_are_examples() -> None:
    """Nobody is written to by mistake."""
    contacts = load_contacts(load_config(year=2018))
    addresses = [
        contacts.sender.email,
        *(one.email for one in contacts.recipients),
        *(a for o in contacts.recipients for a in o.cc),
    ]

    assert [address for address in addresses if not address.endswith(".example.jp")] == []
    assert len(contacts.recipients) == 47


def test_another_address_renews_one_package(settings: Path, folder: Path) -> None:
    """Only the package of the prefecture whose contact changed is packed again."""
    manifest = require_manifest(folder, where="OUT")
    before = pack_orders(manifest, load_contacts(load_config(settings, year=2018)))
    path = settings / CONTACTS
    text = path.read_text(encoding="utf-8")

    path.write_text(text.replace("pref-iwate.", "iwate."), encoding="utf-8")
    other = pack_orders(manifest, load_contacts(load_config(settings, year=2018)))
    path.write_text(text.replace("pref-miyagi.", "miyagi."), encoding="utf-8")
    own = pack_orders(manifest, load_contacts(load_config(settings, year=2018)))

    assert before == other
    assert before != own


def test_packing_goes_by_prefecture_and_only_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first run packs and enters the package in the manifest, the second keeps it."""
    monkeypatch.setattr(package_run, "companion_fingerprint", lambda _: "code")
    config, lines = load_config(year=2018), list[str]()

    first = make_packages(config, out=folder, jobs=1, report=Lines(lines.append))
    second = make_packages(config, out=folder, jobs=1, report=Lines(lines.append))

    assert (first.made, first.failures, second.made, second.kept) == (1, (), 0, 1)
    assert [one.area for one in require_manifest(folder, where="OUT").packages] == [AREA]


def test_an_archive_keeps_the_order_that_it_is_given() -> None:
    """The file to read first comes first."""
    data = archive([("b.txt", b"1"), ("a/あ.txt", b"2")], date(2026, 12, 1))

    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert zipped.namelist() == ["b.txt", "a/あ.txt"]
        assert zipped.testzip() is None


def test_every_area_has_a_name_that_a_folder_takes() -> None:
    """Names of areas are parts of paths; none of them leads anywhere else."""
    assert [name for name in real_areas() if set(name) & set('/\\:*?"<>|.')] == []


def test_fingerprints_tell_contacts_apart() -> None:
    """Whom a package is for is part of its key."""
    contacts = load_contacts(load_config(year=2018))

    assert len({fingerprint(contacts.of(name)) for name in ("岩手県", "宮城県", "秋田県")}) == 3
