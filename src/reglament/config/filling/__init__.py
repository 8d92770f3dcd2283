"""A town of any size: some customers live through the door, the rest are their like under other names, written in bulk."""
