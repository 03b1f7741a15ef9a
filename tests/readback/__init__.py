"""Tests of generator/readback/."""
