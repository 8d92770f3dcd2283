"""The page of one case, for staff and for its customer, and what is done on it."""
