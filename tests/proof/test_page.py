"""The page as a reader meets it."""

from __future__ import annotations

from generator.proof.page import Image, PageFlow, Place, Run, read_flow

TABLE = """<section id="s"><h2>節</h2><h3>項</h3><table><caption>表題</caption>
<thead><tr><th scope="col">自治体</th><th scope="col">人口<br/>人</th><th scope="col" colspan="2">率</th></tr></thead>
<tbody><tr><th scope="row">甲市</th><td><data value="1234" data-figure="a/b">1,234</data></td><td>2</td><td>3</td></tr>
<tr><th scope="row">乙町</th><td>5</td></tr></tbody></table></section>"""


def flow(html: str) -> PageFlow:
    """The flow of what stands on a page."""
    return read_flow(f"<html>{html}</html>")


def runs(html: str) -> list[Run]:
    """The runs of a page."""
    return list(flow(html).runs)


def test_text_stands_in_reading_order() -> None:
    """Runs follow the page from top to bottom, without what is not drawn."""
    page = "<head><title>題</title><style>p{}</style></head><body><p>一<b>二</b>三</p><script>四</script></body>"

    assert [run.text for run in runs(page)] == ["一", "二", "三"]


def test_a_figure_is_known_by_its_data_element() -> None:
    """<data> gives the id and the value for machines."""
    (run,) = runs('<p><data value="28.0" data-figure="03/aging_rate/mean">28.0</data></p>')

    assert (run.figure, run.value, run.text) == ("03/aging_rate/mean", "28.0", "28.0")


def test_a_cell_knows_its_row_and_column() -> None:
    """A figure in a table stands beside its header cells, under its caption and headings."""
    figure = next(run for run in runs(TABLE) if run.figure)

    assert figure.place == Place("s", "節", "項", "表題", "甲市", "人口 人")


def test_a_spanning_header_counts_for_all_its_columns() -> None:
    """colspan moves the columns on."""
    by_text = {run.text: run.place for run in runs(TABLE)}

    assert [by_text[cell].column for cell in ("2", "3", "5")] == ["率", "率", "人口 人"]


def test_a_head_of_two_lines_names_its_columns_by_both() -> None:
    """A header that spans columns stands before those below it; one that spans lines leaves its place to no other."""
    head = (
        '<thead><tr><th scope="col" rowspan="2">自治体</th><th scope="colgroup" colspan="2">人口</th>'
        '<th scope="colgroup" colspan="2">率</th></tr><tr>' + '<th scope="col">前</th><th scope="col">後</th>' * 2
    )
    cells = "".join(f"<td>{number}</td>" for number in range(1, 5))
    by_text = {
        run.text: run.place
        for run in runs(f'<table>{head}</tr></thead><tbody><tr><th scope="row">甲市</th>{cells}</tr></tbody></table>')
    }

    assert [by_text[cell].column for cell in "1234"] == ["人口 前", "人口 後", "率 前", "率 後"]
    assert {by_text[cell].row for cell in "1234"} == {"甲市"}


def test_header_cells_and_captions_are_no_cells() -> None:
    """What names a row or a column stands in none."""
    places = [run.place for run in runs(TABLE) if run.text in {"表題", "自治体", "甲市", "乙町"}]

    assert [place.in_table for place in places] == [False] * 4


def test_the_head_of_a_table_is_kept_for_later_pages() -> None:
    """A head is drawn again on each page that its table goes on to."""
    assert flow(TABLE).columns == {"自治体", "人口", "人", "率"}


def test_given_text_is_marked_however_deep() -> None:
    """Whatever stands inside data-given is a word of the source."""
    page = '<p>1<span data-given="">2<b>3</b></span>4</p>'

    assert [run.given for run in runs(page)] == [False, True, True, False]


def test_the_masthead_is_exempt() -> None:
    """Dates and the control number of the masthead are no figures."""
    assert [run.exempt for run in runs("<header><p>平成30年度</p></header><p>30</p>")] == [True, False]


def test_an_image_keeps_its_alternative_text_or_the_lack_of_it() -> None:
    """A missing alt attribute is not an empty one."""
    images = flow('<figure data-chart="x"><img src="a" alt="図"/></figure><img src="b"/><img src="c" alt=""/>').images

    assert [(image.alt, image.declared) for image in images] == [("図", "x"), (None, ""), ("", "")]


def test_a_new_section_forgets_the_headings_before() -> None:
    """Text before a section's own heading is not under the last one's."""
    (_, _, run) = runs('<section id="a"><h2>甲</h2><h3>乙</h3></section><section id="b"><p>丙</p></section>')

    assert run.place == Place("b")


def test_parts_keep_text_and_images_in_one_order() -> None:
    """An image stands between the texts around it."""
    parts = flow('<p>前</p><img src="a" alt="図"/><p>後</p>').parts

    assert [type(part) for part in parts] == [Run, Image, Run]


def test_headings_carry_level_text_and_section() -> None:
    """Headings are listed with the section that they open."""
    assert flow(TABLE).headings == (("h2", "節", "s"), ("h3", "項", "s"))
