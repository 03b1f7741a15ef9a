"""地域共生ブリーフ: one brief per prefecture from the yearly survey forms."""

__version__ = "1.0.0"
