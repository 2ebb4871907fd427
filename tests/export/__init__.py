"""What the export room promises."""
