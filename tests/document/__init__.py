"""Tests of generator/document/."""
