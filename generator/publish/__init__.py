"""HTML becomes an accessible, archival, reproducible PDF that has been read back."""
