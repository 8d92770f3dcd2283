"""A case is its events: the closed list of them, the state folded from them, and one module per decision about a new act."""
