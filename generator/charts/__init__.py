"""Drawings in the document's own font, each with the labels it carries so that they can be read back."""
