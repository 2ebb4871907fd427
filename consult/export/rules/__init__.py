"""From one frozen value to files: rendering is pure, and every form shows the same value."""
