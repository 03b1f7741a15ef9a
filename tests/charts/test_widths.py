"""Charts measure their texts as the typesetter sets them."""

from __future__ import annotations

import pytest
from weasyprint.text.line_break import create_layout, line_size

from generator.charts import style
from generator.typesetting.drawing.svg_style import label_style
from generator.typesetting.drawing.svg_to_pdf import _text_setting
from generator.typesetting.fonts.bundled import configuration

TEXTS = ["盛岡市 28.0", "1,234", "10万人当たり推進員（人、対数目盛り）", "東津軽郡（平内町、今別町）", "AVAToTa", "111.1"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("weight", "bold"), [(400, False), (700, True)])
def test_a_text_is_as_wide_as_it_is_set(text: str, weight: int, bold: bool) -> None:
    setting = _text_setting(
        label_style(f"font-family: '{style.FAMILY}'; font-size: 100px; font-weight: {weight}"), configuration()
    )
    layout = create_layout(text, setting, None, None, 0)
    width, _ = line_size(layout.get_first_line()[0], setting)
    assert style.text_width(text, 100, bold=bold) / style.POINT_MM == pytest.approx(width, abs=0.1)
