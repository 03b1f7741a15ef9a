"""Charts as PDF operators: the part of SVG that matplotlib writes."""
