"""The source document: read, proven to be a text, and kept as one stream of characters with their lines."""
