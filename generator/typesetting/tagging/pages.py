"""Pages that paint what is on them in the order in which it is read, and remember what became of each box."""

from __future__ import annotations

from weasyprint import Page
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream


class TaggedPage(Page):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that knows, once it is painted, which marked content each of its boxes became."""

    _page_box: boxes.PageBox
    root: boxes.PageBox
    stream: Stream
    marks: dict[boxes.Box, int]

    @classmethod
    def of(cls, page: Page) -> TaggedPage:
        """Return the page as one that remembers."""
        _settle(page._page_box)
        return cls(page._page_box)

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Paint the page and keep its box tree as ``root``; WeasyPrint, given an empty page, builds no tags of its own.

        They would be thrown away: see :mod:`generator.typesetting.tagging.structure`.
        """
        super().paint(stream, scale)
        self.stream = stream
        self.marks = {box: tag["mcid"] for box, tag in stream._tags.items()}
        stream._tags.clear()
        self.root = self._page_box
        self._page_box = self.root.copy_with_children([])


def _settle(parent: boxes.Box) -> None:
    """Let bullets, floats and moved boxes, which have their places by now, pass for boxes of the normal flow.

    CSS paints floats before text and positioned boxes after it. That order matters only where boxes overlap; elsewhere
    it would part the content of the page from the order of its tags.
    """
    in_line = isinstance(parent, boxes.LineBox | boxes.InlineBox)
    for child in parent.children:
        box = getattr(child, "_box", child)
        style = box.style
        if box.is_outside_marker or (style["position"] == "relative" and style["z_index"] == "auto"):
            style["position"] = "static"
        if style["float"] != "none" and not in_line:
            style["float"] = "none"
        _settle(box)
