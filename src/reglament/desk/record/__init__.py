"""The one door: every change of a case or contract is decided and written here, in one durable transaction."""
