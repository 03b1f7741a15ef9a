"""The data files that a brief carries inside: its figures, its rows of the tables, and where everything comes from."""
