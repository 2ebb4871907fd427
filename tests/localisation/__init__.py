"""What the localisation room promises."""
