"""Reads the workbooks that came back, by nothing but their hidden ids."""
