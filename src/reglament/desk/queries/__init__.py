"""Reading the books for a viewer: lists, a case, search. The viewer is a required argument of each."""
