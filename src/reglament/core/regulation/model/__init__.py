"""The typed values of a regulation: what a file says once it is read and checked. Values only, nothing is decided here."""
