"""The view that templates see, and the one Jinja environment that turns it into HTML."""
