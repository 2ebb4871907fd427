"""What people fill in at the desks, and what readers and organisers do about comments and early closing."""
