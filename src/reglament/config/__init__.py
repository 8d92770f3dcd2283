"""Settings and the composition root: the only place that knows every room. Holds no condition about the domain."""
