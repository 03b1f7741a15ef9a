"""What a document may load: files of the templates and assets, and images that stand in it as data: URIs."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.errors import PublishError
from generator.paths import shown

FILE_TYPES: Final = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
IMAGE_TYPES: Final = frozenset({"image/svg+xml", "image/png", "image/jpeg"})
_SHOWN_CHARACTERS: Final = 120


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves nothing but regular files under ``roots`` and data: URIs of images; the rest is a PublishError."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols={"file", "data"}, fail_on_errors=True)
        self._roots = tuple(root.resolve() for root in roots)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return the content behind ``url``. WeasyPrint wraps the error, and ``pdf.render`` unwraps it."""
        scheme = url.partition(":")[0].lower()
        if scheme == "data":
            mime, body = data_content(url)
            return URLFetcherResponse(url, body, {"Content-Type": mime})
        if scheme == "file":
            path = self._allowed(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": FILE_TYPES[path.suffix.lower()]})
        raise _refused(url, "ネットワークや他の仕組みからの読込みはできません")

    def _allowed(self, url: str) -> Path:
        path = path_of(url)
        if not any(path.is_relative_to(root) for root in self._roots):
            raise _refused(url, "許されたフォルダの外にあります", self._roots)
        if path.suffix.lower() not in FILE_TYPES:
            raise _refused(url, "読み込める種類のファイルではありません")
        if not path.is_file():
            raise _refused(url, "ファイルがありません", self._roots)
        return path


def path_of(url: str) -> Path:
    """Return the file that a file: URL names. Raises PublishError for another computer's and for no file name at all."""
    parts = urlsplit(url)
    if parts.netloc not in {"", "localhost"}:
        raise _refused(url, "他の計算機のファイルは読めません")
    name = unquote(parts.path)
    if "\0" in name:
        raise _refused(url, "ファイル名が正しくありません")
    return Path(name).resolve()


def data_content(url: str) -> tuple[str, bytes]:
    """Return the media type and the bytes of a data: URI of an image."""
    head, comma, body = url.partition(",")
    mime, *parameters = head.removeprefix("data:").lower().split(";")
    if not comma or mime not in IMAGE_TYPES:
        raise _refused(url, "data: で置けるのは画像（SVG・PNG・JPEG）だけです")
    raw = unquote_to_bytes(body)
    if "base64" not in parameters:
        return mime, raw
    try:
        return mime, base64.b64decode(raw, validate=True)
    except binascii.Error as error:
        raise _refused(url, "base64 として読めません") from error


def _refused(url: str, reason: str, roots: tuple[Path, ...] = ()) -> PublishError:
    places = "、".join(shown(root) for root in roots) or "templates/ と assets/ のファイル、data: の画像"
    return PublishError(
        f"文書が読み込もうとしたものを使えません（{reason}）。",
        where="テンプレートのHTML・CSS",
        found=url if len(url) <= _SHOWN_CHARACTERS else f"{url[:_SHOWN_CHARACTERS]}…",
        expected=places,
        remedy="テンプレートの参照先を直すか、ファイルを templates/ か assets/ に置いてください。",
    )
