"""The figure, its id and the ledger: every number that a brief may print, with its ancestry."""
