"""How each kind of event changes a case: one handler per event, gathered by `handlers`."""
