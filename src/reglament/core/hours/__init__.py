"""Working time: calendars compiled to integer seconds, and the inverse twins `worked` and `reach`.

Knows zones, weekly hours and dated exceptions; knows nothing of cases or clauses.
"""
