"""Letters on their way out: queued in the transaction of their cause, sent at least once under one stable id."""
