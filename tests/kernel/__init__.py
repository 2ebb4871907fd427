"""What the kernel room promises."""
