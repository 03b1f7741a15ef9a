"""The source documents: read in any of their formats, kept as one stream of characters with their lines and places."""
