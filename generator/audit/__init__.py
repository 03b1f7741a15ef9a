"""Named checks of an edition, the questions that go back to respondents, and the description of the tables."""
