"""Prose and files of cases, outside the ledger: sealed where a line is confidential, committed to by salted hashes.

Modules named after keys and seals know no database: they take and give values, and somebody else keeps the rows.
"""
