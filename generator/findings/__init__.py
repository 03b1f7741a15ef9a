"""What is worth saying about an area: candidates by rule, scored, the best told once. Wording is in templates."""
