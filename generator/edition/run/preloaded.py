"""Heavy imports of the worker processes. The fork server imports this module once."""

from __future__ import annotations

import generator.edition.outputs.products
import generator.typesetting.pdf  # noqa: F401
from generator.charts import style
from generator.typesetting.fonts import typeface

style.register_fonts()
typeface.covered()
