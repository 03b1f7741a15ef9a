"""Tests of generator/tracing/."""
