"""Reads a Word document (.docx): tables, controls, fields, numbering; what was changed or struck out is asked about."""
