"""Editions as published, and the terms compiled from them: read from the books once, kept by the process."""
