"""What the rounds room promises."""
