"""Reads a workbook as its sender sees it: shown values, merged cells, check boxes; what is hidden is said, not read."""
