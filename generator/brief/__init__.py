"""One brief, from the words on the command line to the finished PDF."""
