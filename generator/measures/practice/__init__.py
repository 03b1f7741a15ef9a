"""What the municipalities do, counted and compared: chapters 3 and 4 of the forms."""
