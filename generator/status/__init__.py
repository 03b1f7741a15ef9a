"""How far an edition is: one line a step from the settings to the publication, with the next command."""
