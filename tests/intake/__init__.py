"""What the intake room promises."""
