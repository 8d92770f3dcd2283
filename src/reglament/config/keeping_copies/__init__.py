"""Copies of a home: taken while the desk runs, checked byte by byte before they are kept, put back into a new home."""
