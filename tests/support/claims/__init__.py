"""Each sentence of page 1 read like a reader does, and proved from the tables alone (tests/support/plain.py)."""

from claims import conduct, levels, spread, targets
from claims.reading import Ground, prove

__all__ = ["Ground", "conduct", "levels", "prove", "spread", "targets"]
