"""What the participation room promises."""
