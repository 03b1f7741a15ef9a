"""Sign a finished PDF: an incremental update behind its bytes, which stay as they are; still PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

import io
from typing import Any, Final

from generator.signing.keys import SigningKey

FIELD: Final = "Signature1"
LABEL: Final = "電子署名"


def sign(data: bytes, key: SigningKey) -> bytes:
    """Return the PDF with an invisible PAdES signature (SHA-256) on page 1. The result begins with ``data``.

    The field is a tagged form element, for an untagged widget is against PDF/UA-1 and a hidden one against PDF/A-3.
    """
    from pyhanko.sign import fields, signers  # noqa: PLC0415  # only who signs needs it

    writer = _writer(data if data.endswith(b"\n") else data + b"\n")
    spec = fields.SigFieldSpec(FIELD, box=(0, 0, 0, 0), readable_field_name=LABEL)
    fields.append_signature_field(writer, spec)
    _tag(writer)
    about = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    signed: bytes = signers.PdfSigner(about, key.signer).sign_pdf(writer, existing_fields_only=True).getvalue()
    return signed


def _writer(data: bytes) -> Any:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    class KeepsMetadata(IncrementalPdfFileWriter):
        """Leaves the XMP alone: pyHanko's own would drop what PDF/A and PDF/UA ask for. The name is private, so pinned."""

        def _update_meta(self) -> None:
            pass

    return KeepsMetadata(io.BytesIO(data))


def _tag(writer: Any) -> None:
    """Enter the signature's widget into the tag tree: a Form element under the document, and the parent tree."""
    from pyhanko.pdf_utils import generic as untyped  # noqa: PLC0415

    generic: Any = untyped
    name = generic.pdf_name
    widget_ref = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    widget, tree = widget_ref.get_object(), writer.root["/StructTreeRoot"]
    document_ref, number = tree["/K"].raw_get(0), int(tree["/ParentTreeNextKey"])
    document, page_ref = document_ref.get_object(), widget.raw_get("/P")
    reference = generic.DictionaryObject({name("/Type"): name("/OBJR"), name("/Obj"): widget_ref, name("/Pg"): page_ref})
    form = generic.DictionaryObject(
        {
            name("/Type"): name("/StructElem"),
            name("/S"): name("/Form"),
            name("/P"): document_ref,
            name("/Pg"): page_ref,
            name("/Alt"): generic.pdf_string(LABEL),
            name("/K"): generic.ArrayObject([reference]),
        }
    )
    form_ref = writer.add_object(form)
    document["/K"].append(form_ref)
    widget[name("/StructParent")] = generic.NumberObject(number)
    numbers = tree["/ParentTree"]["/Nums"]
    numbers.extend([generic.NumberObject(number), form_ref])
    tree[name("/ParentTreeNextKey")] = generic.NumberObject(number + 1)
    for changed in (document["/K"], document, widget, numbers, tree["/ParentTree"], tree):
        if changed.container_ref is not None:
            writer.update_container(changed)
