"""History of the tables of people."""
