"""Imported once by the server that the publication's processes are forked from; they find all this loaded."""

from __future__ import annotations

import generator.distribution.products
import generator.publish.pdf  # noqa: F401
from generator.charts import style
from generator.publish import typeface

style.register_fonts()
typeface.covered()
