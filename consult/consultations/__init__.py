"""A consultation and the roles people hold in it."""
