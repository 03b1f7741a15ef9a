"""What the municipalities do: chapters 3 and 4 of the forms as tables."""
