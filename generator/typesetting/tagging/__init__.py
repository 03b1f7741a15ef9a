"""The tag tree of the PDF: what each piece of a page means to a screen reader."""
