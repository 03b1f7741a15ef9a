"""The bundled typeface: for the typesetter, for checks of a PDF, and cut down for web pages."""
