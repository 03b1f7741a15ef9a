"""Tests of generator/dataset/."""
