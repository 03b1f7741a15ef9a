"""Tests of the reading of the forms."""
