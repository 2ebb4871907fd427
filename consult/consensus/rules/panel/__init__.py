"""Rounds in which a panel rates items: two rules that decide on the ratings, and measures of spread, rest and accord."""
