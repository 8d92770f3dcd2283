"""A case as a picture: open hours, pauses, targets and what happened on one line of time, as SVG text. Decides nothing."""
