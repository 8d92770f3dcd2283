"""First pass: bytes of a regulation file become a tree whose every node knows its place. Nothing is typed here."""
