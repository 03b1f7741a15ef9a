"""What makes the file PDF/A-3a and PDF/UA-1 at once, and the same bytes each time."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Final

import pydyf
from weasyprint.document import DocumentMetadata

VARIANT: Final = "pdf/a-3a"
_END_OF_RDF: Final = b"</rdf:RDF>"
_ATTEMPTS: Final = 8

# PDF/A allows a property of another standard only with a description of its schema (ISO 19005-3, 6.6.2.3).
_PDFUA_IDENTIFICATION: Final = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def write_metadata(pdf: pydyf.PDF, metadata: DocumentMetadata) -> None:
    """Write the XMP metadata, uncompressed, with the identification of both standards."""
    metadata.include_in_pdf(pdf, "a", 3, "A", compress=False)
    (xmp,) = pdf.objects[-1].stream
    pdf.objects[-1].stream = [xmp.replace(_END_OF_RDF, _PDFUA_IDENTIFICATION + _END_OF_RDF)]


def set_streams(pdf: pydyf.PDF) -> None:
    """Compress each stream once, so that its length can be told without doubt.

    A stream that ends with a carriage return would run into the line feed that follows it, and a reader that trusts the
    end-of-line rule (ISO 19005-3, 6.1.6.1) finds it one byte short. A line feed after compressed data means nothing.
    """
    for item in pdf.objects:
        if not isinstance(item, pydyf.Stream):
            continue
        data = b"\n".join(pydyf._to_bytes(part) for part in item.stream)
        if item.compress:
            item.extra = {**item.extra, "Filter": "/FlateDecode"}
            data = zlib.compress(data, 6)
            item.compress = False
        item.stream = [data + b"\n" if data.endswith(b"\r") else data]


def rewrite(pdf: pydyf.PDF, *, count: int) -> bytes:
    """Write the file again until no stream ends with a carriage return; ``count`` is the number of its own objects.

    The object stream and the cross-reference stream are made on the way out and are beyond :func:`set_streams`; an
    empty object more gives them another end.
    """
    for attempt in range(1, _ATTEMPTS):
        del pdf.objects[count:]
        for _ in range(attempt):
            pdf.add_object(pydyf.Dictionary())
        pdf.current_position = 0
        output = BytesIO()
        pdf.write(output, b"1.7", identifier=True, compress=True)
        if is_sound(output.getvalue()):
            return output.getvalue()
    raise RuntimeError("each attempt to write the file ended a stream with a carriage return")


def is_sound(data: bytes) -> bool:
    """Say whether every stream's end is beyond doubt."""
    return b"\r\nendstream" not in data
