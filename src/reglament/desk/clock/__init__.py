"""Ports of the desk: time, randomness, ids, and places where a test may let the process die. Nothing else asks the machine."""
