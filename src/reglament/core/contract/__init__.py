"""What a customer has bought: certificates and keys, hours, quotas, contacts, and the standing folded from a contract's events."""
