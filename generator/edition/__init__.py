"""The yearly edition: every brief, only what changed, with index, packages and errata."""
