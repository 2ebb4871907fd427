"""What the front room promises."""
