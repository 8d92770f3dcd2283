"""A regulation tried on past cases: what people did is kept, what the system does is decided anew, verdicts are compared."""
