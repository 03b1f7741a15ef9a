"""The yearly publication: every brief, only what changed, in packages that make sense on their own."""
