"""One target as a picture: a row for each day, what counted on it, what did not and why, as SVG text. Decides nothing."""
