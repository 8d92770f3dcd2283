"""What can happen to a case, by subject; `core.case.event` gathers them into the closed union."""
