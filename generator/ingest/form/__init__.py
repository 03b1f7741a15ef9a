"""One form: cut out of the document, its header, its table of basic figures, its programmes and its text."""
