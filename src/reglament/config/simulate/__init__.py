"""The whole desk in one process on virtual time: a week made from a seed, with faults, against a real database, watched by invariants."""
