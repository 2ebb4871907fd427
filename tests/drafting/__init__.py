"""What the drafting room promises."""
