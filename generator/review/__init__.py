"""Commands for reviewers: look at all pages, and let independent checkers judge the files."""
