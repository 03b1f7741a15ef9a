"""Figures of one area: sums, weighted means, positions, counts, each with its ancestry in the ledger."""
