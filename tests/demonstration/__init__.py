"""What the demonstration room promises."""
