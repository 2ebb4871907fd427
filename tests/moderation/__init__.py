"""What the moderation room promises."""
