"""Proposals for the editor: which figures of a form may be targets, and what came of them."""
