"""What the deliberation room promises."""
