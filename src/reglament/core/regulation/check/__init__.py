"""Fourth pass: what a regulation that reads well still gets wrong — gaps, conflicts, dead rules, calendars without hours."""
