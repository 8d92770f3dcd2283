"""The board and the alarms: what lists and the watch look at. Derived from events, never the truth."""
