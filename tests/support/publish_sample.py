"""A small brief as HTML: every kind of element that a real one has, on a few pages."""

from __future__ import annotations

import base64
import datetime
import io
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

from generator.paths import FONTS
from generator.typesetting.attachments import DataFile
from generator.typesetting.info import PdfInfo

INFO = PdfInfo(
    title="地域共生ブリーフ 岩手県（平成30年度）",
    author="地域共生ブリーフ編集担当",
    subject="包括的支援体制構築事業の状況",
    keywords=("地域共生社会", "岩手県", "平成30年度"),
    language="ja",
    created=datetime.date(2019, 3, 29),
)
FILES = (
    DataFile("指標.csv", b"code,metric,value\n033227,population,27678\n", "text/csv", "指標の値", "Data"),
    DataFile("README.txt", "列の説明\n".encode(), "text/plain", "列の説明", "Supplement"),
)
LABELS = ("高齢化率（％）", "保護率（‰）", "加入率（％）")
STYLE = """
@font-face { font-family: "BIZ UDPGothic"; font-weight: 400; src: url(../assets/fonts/BIZUDPGothic-Regular.ttf) }
@font-face { font-family: "BIZ UDPGothic"; font-weight: 700; src: url(../assets/fonts/BIZUDPGothic-Bold.ttf) }
@page { size: A4; margin: 38mm 18mm; font-family: "BIZ UDPGothic"; font-size: 8pt;
  @top-left { content: "地域共生ブリーフ　岩手県" } @bottom-center { content: counter(page) " / " counter(pages) } }
@page :first { @top-left { content: none } }
html { font: 9.5pt/1.6 "BIZ UDPGothic" }
h1, h2, h3 { break-after: avoid } h2 { break-before: page }
table { border-collapse: collapse; table-layout: fixed; width: 100% }
th, td { border-bottom: .5pt solid #999; padding: 3pt } tr, figure { break-inside: avoid }
img { display: block; width: 100% }
"""
ALT = "岩手県の4市町村について三つの指標の分布を示す図。高齢化率は全国値28.1％を上回る市町村が3ある。"


@cache
def chart(dots: int = 50) -> str:
    """A strip plot as SVG with text as text: Japanese labels, dots, a hatched bar, a rotated label, a dashed line."""
    for path in sorted(FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(path)
    settings: Any = {"font.family": "BIZ UDPGothic", "svg.fonttype": "none", "svg.hashsalt": "x", "font.size": 8}
    with mpl.rc_context(settings):
        figure = Figure(figsize=(4.5, 2.2))
        axes = figure.add_subplot()
        for row in range(len(LABELS)):
            axes.scatter(
                [(17 * n + 5 * row) % 100 for n in range(dots)], [row] * dots, s=14, c="#999999", alpha=0.6, lw=0
            )
            axes.annotate(f"矢巾町 {24.5 + row}", (24.5, row), xytext=(0, 6), textcoords="offset points", ha="center")
        axes.set_yticks(range(len(LABELS)), LABELS)
        axes.bar([60], [1.5], width=8, hatch="///", facecolor="#dddddd", edgecolor="#555555")
        axes.axvline(28.1, ls="--", lw=0.8, color="#000000")
        axes.text(30, 2.3, "全国値 28.1％", fontweight="bold", color="#0058b5")
        axes.text(80, 1.0, "斜めの字", rotation=30, ha="right")
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue()


def image(svg: str, alt: str = ALT) -> str:
    """An <img> that carries the drawing with it."""
    return f'<img alt="{alt}" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"/>'


def table(rows: int) -> str:
    """A table with a caption, two levels of column headers and a header for each row, and empty cells."""
    body = "".join(
        f'<tr><th scope="row">自治体{n}</th><td></td><td>{n}.5</td><td>{n + 20}.0</td></tr>' for n in range(1, rows + 1)
    )
    return f"""<table><caption>表　基本指標の比較</caption>
<thead><tr><th scope="col" rowspan="2">自治体</th><th scope="col" rowspan="2">備考</th>
<th scope="colgroup" colspan="2">割合</th></tr><tr><th scope="col">高齢化率</th><th scope="col">加入率</th></tr></thead>
<tbody>{body}</tbody></table>"""


def document(body: str, *, style: str = STYLE) -> str:
    """A complete HTML document around ``body``."""
    return (
        '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"/><title>地域共生ブリーフ</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def brief() -> str:
    """The whole sample."""
    return document(f"""
<header><p>厚生労働省<br/>平成31年3月29日</p></header>
<h1>岩手県の要点</h1>
<p>高齢化率は全国値を上回る。<a href="#data">データについて</a>と<a href="https://www.mhlw.go.jp/">所管省の案内</a>を参照。</p>
<div class="tiles"><div><strong>4</strong> 市町村</div><div><strong>33</strong> 全市町村</div></div>
<ul><li>一つめの所見<ul><li>その内訳</li></ul></li><li>二つめの所見</li></ul>
<section><h2>基本指標の比較</h2><p>この表は自治体の値を示す。</p>{table(40)}</section>
<section><h2>分布</h2><h3>三つの指標</h3><figure>{image(chart())}<figcaption>図　指標の分布</figcaption></figure>
<dl><dt>高齢化率</dt><dd>65歳以上人口の割合</dd><dt>保護率</dt><dd>人口千人当たりの被保護者数</dd></dl></section>
<section><h2 id="data">データについて</h2><p>「－」は該当なし、「…」は不詳を表す。</p></section>""")
