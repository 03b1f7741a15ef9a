"""The yearly commands, their progress, and the run that makes what has changed."""
