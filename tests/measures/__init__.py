"""Tests of generator/measures/."""
