"""What every page uses; it knows no room."""
