"""What may be decided about a consultation without asking anyone."""
