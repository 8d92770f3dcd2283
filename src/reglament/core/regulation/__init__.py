"""The text: reads a regulation file in passes, collects its faults with their places, compares two editions.

Everything else in the core asks the checked edition made here and never the file.
"""
