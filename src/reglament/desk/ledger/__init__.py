"""The evidence: chains of events, the log over all of them, its signed checkpoints, and what an outsider needs to check them."""
