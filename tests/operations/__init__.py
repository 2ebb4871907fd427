"""What whoever keeps an installation types, and what it does."""
