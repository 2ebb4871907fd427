"""What a round promises, and which state may follow which."""
