"""What a document may load, and that nothing else gets in."""

from __future__ import annotations

from pathlib import Path

import publish_sample as sample
import pytest

from generator.errors import PublishError
from generator.paths import FONTS, TEMPLATES
from generator.typesetting.fetcher import Fetcher
from generator.typesetting.pdf import write_pdf

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # a 1 × 1 PNG
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of templates with a style sheet, a folder and a link out of it, and a secret beside it."""
    (base := tmp_path / "templates").mkdir()
    (base / "brief.css").write_text("p { color: #333 }")
    (base / "notes.txt").write_text("notes")
    (base / "parts.css").mkdir()
    (tmp_path / "secret.css").write_text("secret")
    (base / "out.css").symlink_to(tmp_path / "secret.css")
    (base / "down").symlink_to(tmp_path)
    return base


REFUSED = {
    "network": "http://example.com/x.css",
    "encrypted network": "https://example.com/x.css",
    "ftp": "ftp://example.com/x.css",
    "script": "javascript:alert(1)",
    "system file": "file:///etc/passwd",
    "file of another machine": "file://server/share/x.css",
    "way up": "{base}/../secret.css",
    "hidden way up": "{base}/%2e%2e/secret.css",
    "link to a file outside": "{base}/out.css",
    "link to a folder outside": "{base}/down/secret.css",
    "file that is not there": "{base}/none.css",
    "folder": "{base}/parts.css",
    "kind of file": "{base}/notes.txt",
    "zero byte": "{base}/brief.css%00",
    "page as data": "data:text/html,<p>x</p>",
    "data without content": "data:image/png;base64",
    "broken data": "data:image/png;base64,###",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_resource_from_elsewhere_is_refused(name: str, site: Path) -> None:
    """The error shows what was asked for."""
    url = REFUSED[name].replace("{base}", site.as_uri())
    with pytest.raises(PublishError) as caught:
        Fetcher((site,)).fetch(url)
    assert caught.value.found == url


def test_a_style_sheet_of_the_templates_is_served(site: Path) -> None:
    """A file under a root comes with its type; a query does not matter."""
    response = Fetcher((site,)).fetch(f"{site.as_uri()}/brief.css?v=1")
    assert (response.read(), response.content_type) == (b"p { color: #333 }", "text/css")


@pytest.mark.parametrize(
    ("url", "body"), [(f"data:image/png;base64,{PIXEL}", b"\x89PNG"), ("data:image/svg+xml,%3Csvg/%3E", b"<svg/>")]
)
def test_an_image_as_data_is_served(url: str, body: bytes, site: Path) -> None:
    """Both forms of data: URIs are read."""
    assert Fetcher((site,)).fetch(url).read().startswith(body)


def test_a_long_address_is_cut_short(site: Path) -> None:
    """A refused data: URI does not fill the screen."""
    with pytest.raises(PublishError) as caught:
        Fetcher((site,)).fetch("data:text/csv," + "x" * 5000)
    assert len(caught.value.found) < 200


BODIES = {
    "image": '<img alt="秘密" src="../secret.css"/>',
    "style sheet": '<link rel="stylesheet" href="https://example.com/x.css"/>',
    "import": "<style>@import url(file:///etc/passwd);</style>",
    "background": "<style>p { background: url(http://example.com/x.png) }</style><p>文</p>",
    "font": "<style>@font-face { font-family: x; src: url(https://example.com/x.ttf) }</style>",
}


@pytest.mark.parametrize("name", BODIES)
def test_each_way_to_load_something_is_guarded(name: str, site: Path) -> None:
    """Images, style sheets, imports, backgrounds and fonts all pass through the fetcher."""
    with pytest.raises(PublishError, match="使えません"):
        write_pdf(sample.document(f"<h1>題</h1>{BODIES[name]}"), info=sample.INFO, base=site)


def test_fonts_are_served_from_the_templates_folder() -> None:
    """The templates reach the bundled fonts by a relative reference."""
    url = f"{TEMPLATES.as_uri()}/../assets/fonts/BIZUDPGothic-Bold.ttf"
    assert Fetcher((TEMPLATES, FONTS)).fetch(url).content_type == "font/ttf"
