"""Rows of the tables that show what the programme does: figures and names in printing order, nothing computed."""
