"""Strict settings: YAML and CSV under config/ become one frozen, validated ``Config``."""
