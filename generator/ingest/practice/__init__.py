"""Proposals for the tables of chapters 3 and 4: rules draft, an editor approves."""
