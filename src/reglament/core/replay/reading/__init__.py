"""Reads a file of stories with the passes of the regulation's own reader: every mistake becomes a fault with its place."""
