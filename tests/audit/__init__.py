"""Tests of the checks, the questions to respondents and the description of the tables."""
