"""Whether the finished page prints the ledger's figures, each where it belongs, and no other number."""
