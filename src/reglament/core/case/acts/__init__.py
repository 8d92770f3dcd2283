"""Acts by subject; `core.case.act` is the closed union of all."""
