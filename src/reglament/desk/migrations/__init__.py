"""History of the tables of the desk."""
