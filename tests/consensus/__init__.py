"""What the consensus room promises."""
