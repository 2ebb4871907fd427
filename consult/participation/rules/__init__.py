"""What may be decided about seats without asking anyone."""
