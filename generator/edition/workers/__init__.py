"""Work spread over processes, and what is reported of it."""
