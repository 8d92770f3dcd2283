"""The law: pure values and functions over events, time and the text of a regulation.

Nothing here reads a clock, a disk, a network or the environment, and nothing here knows what any one regulation declares.
"""
