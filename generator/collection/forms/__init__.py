"""Writes the workbooks that are sent out."""
