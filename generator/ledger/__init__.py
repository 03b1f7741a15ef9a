"""Behind every printed figure: where it stands, how it came about, and what must not be printed at all."""
