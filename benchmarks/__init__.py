"""How long it takes and how much memory it needs; run by ``make bench``, not by the tests."""
