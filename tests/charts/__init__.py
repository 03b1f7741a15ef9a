"""Tests of generator/charts/."""
