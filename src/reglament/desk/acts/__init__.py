"""Acts that need more than the door: what a person or channel asks, with its prose, messages and other cases."""
