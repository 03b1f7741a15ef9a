"""The yearly flow: the ministry's document becomes tables, every figure with its line."""
