"""Third pass: the shapes of a whole regulation file, giving the typed values of `model`."""
