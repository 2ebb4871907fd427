"""Which languages there are, which to speak, which way they run, and what time it is for the reader."""
