"""Work sheets for editors: a table goes out with the source beside each row, and comes back row by row."""
