"""What the consultations room promises."""
