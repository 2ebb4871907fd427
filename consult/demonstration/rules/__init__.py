"""The demonstration as a script: who takes part, what they vote, say and decide, and when; always the same."""
