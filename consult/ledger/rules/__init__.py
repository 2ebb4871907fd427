"""The record's formats: they are final, and use the standard library, rfc8785 and nothing else."""
