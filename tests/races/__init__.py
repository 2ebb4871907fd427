"""Real threads against a real server: what must be there once is there once."""
