"""Reading the books. Every query takes a `viewer`, opens its own transaction as seen by him, and gives frozen values, never rows."""
