"""Tests of generator/config/."""
