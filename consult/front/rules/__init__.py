"""What comes first for a reader, what still stands before publishing, and the words for acts."""
