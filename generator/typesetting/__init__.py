"""HTML becomes an accessible, archival, reproducible PDF."""
