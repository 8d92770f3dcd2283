"""Pages of a customer's people."""
