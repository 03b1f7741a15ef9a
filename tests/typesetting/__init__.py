"""Tests of generator/typesetting/."""
