"""Reglament: a service desk that runs a support regulation kept as a versioned file."""
