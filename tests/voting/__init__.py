"""What the voting room promises."""
