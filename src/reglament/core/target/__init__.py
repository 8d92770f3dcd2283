"""Promises as values: what is owed, until when and why, computed afresh from the edition, the terms and the events."""
