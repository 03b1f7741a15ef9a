"""Tests of generator/inputs/."""
