"""Tests of the house itself: its measures, contracts, words, schema, migrations and papers."""
