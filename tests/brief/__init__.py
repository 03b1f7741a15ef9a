"""Tests of generator/brief/."""
