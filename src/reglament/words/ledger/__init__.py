"""The ledger of a target in words: day by day what counted, what did not and why. Decides nothing."""
