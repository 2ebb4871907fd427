"""What names, addresses and passwords may be, and how long a way in stays open."""
