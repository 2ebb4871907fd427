"""What comes from outside, read and checked whole before anything is written."""
