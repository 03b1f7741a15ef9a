"""Our own workbook goes out to the respondents, comes back filled in and becomes the edition's tables."""
