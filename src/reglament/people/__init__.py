"""People: who signs in, who is served, who works in which team. Knows no case."""
