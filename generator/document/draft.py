"""The mark 案 on every page of what is not ready to leave the house, put there after the page has been made."""

from __future__ import annotations

from typing import Final

from generator.formats import DRAFT

_STYLE: Final = f"""<style>
@page {{ @right-top {{ content: "{DRAFT}"; font: 700 24pt "BIZ UDPGothic"; color: #b3261e; text-align: center; }} }}
@media screen {{
  body::before {{ content: "{DRAFT}"; position: fixed; top: 0.5rem; right: 0.75rem; z-index: 9; padding: 0 0.4em;
    font-weight: 700; font-size: 1.6rem; color: #b3261e; background: #fff; border: 2px solid #b3261e; }}
}}
</style>
"""


def is_draft(control: str) -> bool:
    """Return whether a control number is that of a draft."""
    return control.endswith(DRAFT)


def marked(html: str, control: str) -> str:
    """Return a page with the mark on every sheet and on the screen where its control number is that of a draft."""
    return html.replace("</head>", f"{_STYLE}</head>", 1) if is_draft(control) else html
