"""Tests of generator/edition/."""
