"""Bytes in, messages out: a sealed folder a channel, with the same file names in each. Nothing here decides."""
