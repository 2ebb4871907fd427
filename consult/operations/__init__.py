"""Keeping an installation: prepared, upgraded, served, worked for."""
