"""Tests of generator/datafiles/."""
