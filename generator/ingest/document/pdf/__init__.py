"""Reads a PDF as a careful reader does: cells by their ruled lines, labels before values, fields by their values."""
