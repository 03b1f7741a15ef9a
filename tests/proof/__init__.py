"""Tests of generator/proof/."""
