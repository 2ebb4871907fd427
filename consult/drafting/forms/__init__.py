"""What people fill in about the text and its languages."""
