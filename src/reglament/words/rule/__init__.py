"""Rules of a regulation in words: what the file makes happen, clause by clause, for those who do not read files."""
