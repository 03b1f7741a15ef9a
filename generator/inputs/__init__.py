"""What one brief may read, and the fingerprint and control number of all that it is made of."""
