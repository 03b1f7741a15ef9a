"""Writes a structure tree into the PDF in place of WeasyPrint's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pydyf

from generator.errors import PublishError
from generator.typesetting.tagging.pages import TaggedPage
from generator.typesetting.tagging.tags import ContentMark, LinkArea, Node, Tagger

_OURS_TO_DROP: Final = frozenset({"/StructTreeRoot", "/StructElem", "/OBJR", "/Metadata", None})


def write_structure(pdf: pydyf.PDF, *, pages: Sequence[TaggedPage]) -> None:
    """Replace the structure tree of ``pdf`` by one that follows the HTML, and mark what repeats as artifacts.

    WeasyPrint's tree and the metadata stream are the last objects of the file and are cut off; the metadata have to be
    written anew after this.
    """
    tagger = Tagger(pages)
    _cut_tree(pdf)
    for page, artifacts in zip(pages, tagger.artifacts, strict=True):
        _mark_artifacts(page, artifacts)
    _Writer(pdf, pages).write(tagger.document)


def _cut_tree(pdf: pydyf.PDF) -> None:
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    first = _number(root["ParentTree"])
    for item in pdf.objects[first:]:
        kind = item.extra.get("Type") if isinstance(item, pydyf.Stream) else item.get("Type")
        if kind not in _OURS_TO_DROP:
            raise RuntimeError(f"WeasyPrint wrote a {kind} after its structure tree; see {__name__}")
    del pdf.objects[first:]


def _mark_artifacts(page: TaggedPage, artifacts: dict[int, dict[str, str]]) -> None:
    content = page.stream.stream
    places = {item["MCID"]: i for i, item in enumerate(content) if isinstance(item, dict) and "MCID" in item}
    if lost := set(page.marks.values()) - set(places):
        raise PublishError(
            "本文の一部が、読み上げの順に入らない形で描かれています。",
            where="templates/document/css/",
            found=f"{len(lost)} か所",
            expected="文字を含む要素に CSS の opacity を使わないこと",
            remedy="CSSの opacity を、淡い色の指定に変えてください。",
        )
    for mcid, properties in artifacts.items():
        content[places[mcid] - 1] = "/Artifact"
        content[places[mcid]] = pydyf.Dictionary(dict(properties))


class _Writer:
    def __init__(self, pdf: pydyf.PDF, pages: Sequence[TaggedPage]) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._owners: list[dict[int, bytes]] = [{} for _ in pages]
        self._annotations: list[tuple[pydyf.Dictionary, bytes]] = []

    def write(self, document: Node) -> None:
        root = self._add({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._node(document, root.reference).reference])
        nums = pydyf.Array()
        for number, owners in enumerate(self._owners):
            by_mcid = [owners.get(mcid, "null") for mcid in range(max(owners, default=-1) + 1)]
            nums.extend([number, pydyf.Array(by_mcid)])
        for key, (annotation, owner) in enumerate(self._annotations, start=len(self._pages)):
            annotation["StructParent"] = key
            nums.extend([key, owner])
        root["ParentTree"] = self._add({"Nums": nums}).reference
        root["ParentTreeNextKey"] = len(self._pages) + len(self._annotations)
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _add(self, values: dict[str, Any]) -> pydyf.Dictionary:
        item = pydyf.Dictionary(values)
        self._pdf.add_object(item)
        return item

    def _node(self, node: Node, parent: bytes) -> pydyf.Dictionary:
        page = next((kid.page for kid in node.kids if isinstance(kid, ContentMark)), node.page)
        element = self._add({"Type": "/StructElem", "S": f"/{node.kind}", "P": parent, "Pg": self._pages[page]})
        if node.alt:
            element["Alt"] = pydyf.String(node.alt)
        if attributes := _attributes(node):
            element["A"] = attributes
        element["K"] = pydyf.Array([self._kid(kid, element.reference, page) for kid in node.kids])
        return element

    def _kid(self, kid: Node | ContentMark | LinkArea, owner: bytes, page: int) -> Any:
        if isinstance(kid, Node):
            return self._node(kid, owner).reference
        if isinstance(kid, LinkArea):
            self._annotations.append((kid.annotation, owner))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": self._pages[kid.page]})
        self._owners[kid.page][kid.mcid] = owner
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.mcid})


def _attributes(node: Node) -> pydyf.Dictionary | None:
    if node.kind == "Figure" and node.box:
        return pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(node.box)})
    if node.kind not in {"TD", "TH"}:
        return None
    attributes: dict[str, Any] = {"Scope": f"/{node.scope}"} if node.scope else {}
    attributes |= {name: span for name, span in zip(("ColSpan", "RowSpan"), node.spans, strict=True) if span > 1}
    return pydyf.Dictionary({"O": "/Table", **attributes}) if attributes else None


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
